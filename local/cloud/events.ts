// What happens in the cloud, as one stream: the terminal, `--json` and tests read it.

interface Base {
  /** Milliseconds since the Unix epoch. */
  at: number;
}

/** A client connected, sent a message or went; `status` is what the integration answered. */
interface RouteEvent extends Base {
  kind: "route";
  api: string;
  stage: string;
  route: string;
  connectionId: string;
  status: number;
  ms: number;
  /** Size of the message body, 0 for `$connect` and `$disconnect`. */
  bytes: number;
}

/** A call of the `@connections` API. */
interface CallbackEvent extends Base {
  kind: "callback";
  api: string;
  stage: string;
  method: string;
  connectionId: string;
  status: number;
  ms: number;
  bytes: number;
}

/** A request to a distribution. */
interface RequestEvent extends Base {
  kind: "request";
  method: string;
  path: string;
  status: number;
  ms: number;
  bytes: number;
}

/** One line that a function wrote to its log group. */
interface LogEvent extends Base {
  kind: "log";
  functionName: string;
  logGroup: string;
  message: string;
}

/** A call to an AWS service that a function made, or left under way, after it had returned: it waits. */
interface HeldEvent extends Base {
  kind: "held";
  functionName: string;
}

/** An asynchronous invocation that failed for good. */
interface DroppedEvent extends Base {
  kind: "dropped";
  functionName: string;
  reason: string;
}

/** A call to an AWS service that was refused, with AWS's code and words. */
interface RefusalEvent extends Base {
  kind: "refusal";
  service: string;
  action: string;
  code: string;
  message: string;
  /** What to do about it, in one line. For a call without permission: a policy statement, in JSON, that allows it. */
  remedy?: string;
}

export type CloudEvent =
  RouteEvent | CallbackEvent | RequestEvent | LogEvent | HeldEvent | DroppedEvent | RefusalEvent;

export class Events {
  #listeners = new Set<(event: CloudEvent) => void>();

  emit(event: CloudEvent) {
    for (const listener of this.#listeners) listener(event);
  }

  /** Returns its own undo. */
  listen(listener: (event: CloudEvent) => void) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
