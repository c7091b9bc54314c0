// Ends what has been quiet for too long.
import type { Clock, Timer } from "./clock.ts";

/**
 * Calls `onIdle` once nothing has happened for `ms` milliseconds. One timer that is set anew when it falls due, in
 * place of one that everything that happens would have to move.
 *
 * @param lastActiveAt when something happened last, in milliseconds since the Unix epoch
 */
export function idleTimer(clock: Clock, ms: number, lastActiveAt: () => number, onIdle: () => void): Timer {
  let timer = clock.after(ms, check);
  function check() {
    const left = lastActiveAt() + ms - clock.now();
    if (left > 0) timer = clock.after(left, check);
    else onIdle();
  }
  return { cancel: () => timer.cancel() };
}
