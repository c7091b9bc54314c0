// What a test may tell the probe's functions to do, in this order.

export interface Instructions {
  /** Partition key of the record of this event; the connection's id without it. */
  key?: string;
  /** An authorizer's verdict: an effect, `throw` for AWS's word for 401, `fail` for any other error. */
  authorize?: "Allow" | "Deny" | "throw" | "fail";
  /** What the authorizer says of the caller. */
  context?: Record<string, string | number | boolean>;
  /** Partition key of an item to wait for before going on. */
  gate?: string;
  /** Milliseconds to wait before going on. */
  wait?: number;
  /** The message of an error to throw. */
  throw?: string;
  /** Milliseconds after which work that nobody awaits posts to the caller how many it were. */
  linger?: number;
  /** Text to post to the caller; what came of it is in the record and in the reply. */
  post?: string;
  /** What to return, in place of status 200 with a body that tells route and connection. */
  answer?: unknown;
}
