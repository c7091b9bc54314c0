// Calls a handler as the runtime of its version does: up to nodejs22.x it may call back in place of returning
// a promise, from nodejs24.x on it may not. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
import { CallbackHandlerDeprecated } from "./errors.ts";
import type { InvocationContext } from "./invocation-context.ts";
import type { Handler } from "./load-handler.ts";

/** The last version of Node.js whose runtime takes callbacks. */
const LAST_WITH_CALLBACKS = 22;
/** A handler with as many parameters expects a callback. */
const CALLBACK_PARAMETERS = 3;

/** Returns what is to be awaited. */
type Call = (event: unknown, context: InvocationContext) => unknown;

/**
 * @param name the handler as configured, for messages
 * @param nodeVersion major version of the function's runtime
 * @throws CallbackHandlerDeprecated when it takes a callback and the runtime has none
 */
export function callerOf(handler: Handler, name: string, nodeVersion: number): Call {
  if (nodeVersion <= LAST_WITH_CALLBACKS)
    return (event, context) => callWithCallback(handler, event, context);
  if (handler.length >= CALLBACK_PARAMETERS) throw new CallbackHandlerDeprecated(name);
  return (event, context) => handler(event, context);
}

/** Settles with the promise, the callback, or null once the event loop runs empty and neither came. */
function callWithCallback(handler: Handler, event: unknown, context: InvocationContext): Promise<unknown> {
  let whenEmpty: () => void;
  const emptied = () => whenEmpty();
  const settled = new Promise<unknown>((resolve, reject) => {
    whenEmpty = () => resolve(null);
    const settle = (error: unknown, result?: unknown) => (error ? reject(error) : resolve(result));
    const callback = (error: unknown, result?: unknown) => {
      whenEmpty = () => settle(error, result);
      if (!context.callbackWaitsForEmptyEventLoop) whenEmpty();
    };
    const methods = {
      done: settle,
      fail: (error: unknown) => reject(error),
      succeed: (result: unknown) => resolve(result),
    };
    process.on("beforeExit", emptied);
    const returned = handler(event, Object.assign(context, methods), callback);
    if (returned instanceof Promise) returned.then(resolve, reject);
  });
  return settled.finally(() => process.off("beforeExit", emptied));
}
