// How many invocations may be in progress: of the account, and of a function that reserved its share.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
import { AwsError } from "../errors.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const ACCOUNT_CONCURRENCY = 1000;

/** What reservations must leave to the functions that have none. */
const MIN_UNRESERVED = 100;

/** A function as seen from here. */
export interface Load {
  /** Undefined: it shares what nobody reserved. */
  reserved: number | undefined;
  /** Invocations that run or wait for an environment, of which AWS would start one for each. */
  inProgress: number;
}

/**
 * @param all every function, the called one among them
 * @param limit of the account
 * @throws AwsError TooManyRequestsException when the called function's share is in use
 */
export function checkConcurrency(called: Load, all: Iterable<Load>, limit: number) {
  if (called.reserved !== undefined) {
    if (called.inProgress >= called.reserved) throw throttled(`the function's ${called.reserved} reserved`);
    return;
  }
  let unreserved = limit;
  let inProgress = 0;
  for (const load of all) {
    if (load.reserved === undefined) inProgress += load.inProgress;
    else unreserved -= load.reserved;
  }
  if (inProgress >= unreserved) throw throttled(`the account's ${unreserved} unreserved`);
}

/**
 * @param reservations of every function, the new one among them
 * @throws AwsError InvalidParameterValueException when they leave too little to the functions without one
 */
export function checkReservations(reservations: (number | undefined)[], limit: number) {
  const reserved = reservations.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  if (reserved === 0 || limit - reserved >= MIN_UNRESERVED) return;
  throw new AwsError(
    "InvalidParameterValueException",
    "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution " +
      `below its minimum value of [${MIN_UNRESERVED}].`,
  );
}

const throttled = (whose: string) =>
  new AwsError(
    "TooManyRequestsException",
    `Rate Exceeded. All of ${whose} concurrent executions are in use.`,
    429,
  );
