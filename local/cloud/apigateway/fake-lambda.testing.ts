// Functions that are plain callbacks, and the record of their calls.
import { AwsError } from "../errors.ts";
import type { Invocation } from "../lambda/lambda.ts";
import { Queue } from "./queue.testing.ts";

/** A parsed event; tests look at it as loosely as a handler would. */
interface TestEvent {
  [key: string]: unknown;
  requestContext: { [key: string]: unknown; routeKey: string; connectionId: string };
  body?: string;
}

/** Gives what the function returns; a thrown AwsError is the invocation refused, any other error the function's. */
export type Handler = (event: TestEvent) => unknown;

interface Invoked {
  event: TestEvent;
  payload: string;
  invocation: Invocation;
}

/** The name under which the authorizer's calls are handled and recorded. */
export const AUTHORIZER = "authorizer";

/** Functions by the route key they are for, and the record of their calls. */
export class FakeLambda {
  readonly #handlers = new Map<string, Handler>();
  readonly #waiting = new Map<string, Queue<Invoked>>();

  handle(routeKey: string, handler: Handler) {
    this.#handlers.set(routeKey, handler);
  }

  /** The next call of the function for the route, whether it has begun or is yet to come. */
  called(routeKey: string) {
    return this.#queue(routeKey).next();
  }

  /** Calls so far that no one has asked for. */
  pending(routeKey: string) {
    return this.#queue(routeKey).size;
  }

  async invoke(invocation: Invocation) {
    const { payload } = invocation;
    const event = JSON.parse(payload) as TestEvent;
    const routeKey = event.type === "REQUEST" ? AUTHORIZER : event.requestContext.routeKey;
    this.#queue(routeKey).push({ event, payload, invocation });
    try {
      const returned = (await this.#handlers.get(routeKey)?.(event)) ?? null;
      return { kind: "returned" as const, payload: JSON.stringify(returned) };
    } catch (error) {
      if (error instanceof AwsError) throw error;
      const errorMessage = error instanceof Error ? error.message : String(error);
      return { kind: "failed" as const, errorType: "Error", errorMessage };
    }
  }

  /** No function here is ever frozen. */
  awake() {
    return undefined;
  }

  #queue(routeKey: string) {
    let queue = this.#waiting.get(routeKey);
    if (!queue) this.#waiting.set(routeKey, (queue = new Queue()));
    return queue;
  }
}
