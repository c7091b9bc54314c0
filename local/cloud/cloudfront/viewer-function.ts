// Runs a CloudFront function in a context of its own, on the event that CloudFront gives it.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
import { createContext, Script } from "node:vm";
import { AwsError } from "../errors.ts";
import type { FunctionInput } from "./config.ts";
import { checkReturned, type ViewerRequest, type ViewerResponse } from "./viewer-event.ts";

/** A function that loops must not stop the cloud. CloudFront's own limit is below a millisecond of CPU; this one
 * is wall time on a machine that may be busy. */
const TIME_LIMIT_MS = 1_000;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions */
const MAX_CODE_BYTES = 10_240;

/** A console that goes nowhere, and none of the globals of V8 that CloudFront's runtime lacks. */
const PREPARE = new Script(`
  for (const name of ["Atomics", "SharedArrayBuffer", "WebAssembly"]) delete globalThis[name];
  globalThis.console = Object.freeze({ log() {}, warn() {}, error() {} });
`);

/** Leaves text behind, so that nothing of the function's runs outside of the time limit. */
const CALL = new Script(`
  outcome = undefined;
  (async () => handler(JSON.parse(event)))()
    .then((returned) => JSON.stringify({ returned }))
    .catch((error) => JSON.stringify({ failed: String(error?.message ?? error) }))
    .then((text) => (outcome = text), () => {});
`);

/** @throws AwsError FunctionExecutionError, FunctionValidationError */
export type ViewerFunction = (event: ViewerRequest, viewerIp: string) => ViewerRequest | ViewerResponse;

/** @throws AwsError FunctionSizeLimitExceeded; InvalidFunctionCode when it cannot be read or declares no `handler` */
export function compileViewerFunction({ name, code }: FunctionInput): ViewerFunction {
  const size = Buffer.byteLength(code);
  if (size > MAX_CODE_BYTES) {
    throw new AwsError(
      "FunctionSizeLimitExceeded",
      `the code of the CloudFront function ${name} has ${size} bytes, more than the ${MAX_CODE_BYTES} that CloudFront takes`,
      413,
    );
  }
  const context = newContext();
  try {
    new Script(code, { filename: `${name}.js` }).runInContext(context, { timeout: TIME_LIMIT_MS });
    if (new Script("typeof handler").runInContext(context) !== "function")
      throw new Error("it declares no function named handler");
  } catch (cause) {
    throw new AwsError(
      "InvalidFunctionCode",
      `the code of the CloudFront function ${name} cannot run: ${reasonOf(cause)}`,
    );
  }
  return (request, viewerIp) => {
    context.event = JSON.stringify({
      version: "1.0",
      context: { eventType: "viewer-request" },
      viewer: { ip: viewerIp },
      request,
    });
    try {
      CALL.runInContext(context, { timeout: TIME_LIMIT_MS });
    } catch (cause) {
      throw executionError(reasonOf(cause));
    }
    return returnedBy(context.outcome);
  };
}

/** Without a prototype there is no way from the context to this process. */
function newContext() {
  const context = createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
    // What a function awaits counts for its time, and is over when the call is: it has no timers and no network.
    microtaskMode: "afterEvaluate",
  });
  PREPARE.runInContext(context);
  return context;
}

/** @param outcome what the call left behind */
function returnedBy(outcome: unknown): ViewerRequest | ViewerResponse {
  if (typeof outcome !== "string") throw executionError("it awaits what never happens");
  const { failed, returned }: { failed?: string; returned?: unknown } = JSON.parse(outcome);
  if (failed !== undefined) throw executionError(failed);
  return checkReturned(returned);
}

/** Viewers get a 503. */
const executionError = (reason: string) =>
  new AwsError("FunctionExecutionError", `the viewer-request function failed: ${reason}`, 503);

/** Errors thrown inside the context are of its own Error class. */
const reasonOf = (cause: unknown) =>
  typeof cause === "object" && cause !== null && "message" in cause ? String(cause.message) : String(cause);
