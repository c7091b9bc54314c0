// Keeps tokens with invented key ids from making us ask the issuer for its keys each time.
import { WaitPeriodNotYetEndedJwkError } from "aws-jwt-verify/error";

/** Milliseconds. How long a key that the issuer has just begun to use may be unknown here, at the worst. */
const PENALTY_MS = 10_000;

/**
 * Refuses to fetch for ten seconds after keys were fetched in vain. By the clock, unlike the library's own, which
 * waits for a timer: those stand still while Lambda freezes a function between calls.
 */
export function penaltyBox(now: () => number) {
  let closedUntil = 0;
  return {
    async wait() {
      if (now() < closedUntil)
        throw new WaitPeriodNotYetEndedJwkError("the key is unknown, and keys were fetched just now");
    },
    registerFailedAttempt() {
      closedUntil = now() + PENALTY_MS;
    },
    registerSuccessfulAttempt() {
      closedUntil = 0;
    },
  };
}
