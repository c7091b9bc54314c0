// A promise that a CloudFront function rejects and nobody awaits ends no process at CloudFront, and must not end the
// cloud, in whose process functions run.

/** Returns its own undo. What our own code leaves rejected ends the process, as ever. */
export function ignoreStrayRejections(): () => void {
  process.on("unhandledRejection", endWithOurs);
  return () => void process.off("unhandledRejection", endWithOurs);
}

/** The promises of a function are of its context, which has a Promise of its own. */
function endWithOurs(reason: unknown, promise: unknown) {
  if (promise instanceof Promise) throw reason;
}
