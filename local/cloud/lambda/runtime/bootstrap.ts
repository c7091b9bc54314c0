// The process of one execution environment: loads the function's handler, then asks the Runtime API for one
// invocation after the other.
import { flushCompileCache } from "node:module";
import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";
import { callerOf } from "./call-handler.ts";
import { patchConsole } from "./console.ts";
import { type ErrorReport, JsonStringifyError, reportError, UnhandledPromiseRejection } from "./errors.ts";
import { createContext } from "./invocation-context.ts";
import { loadHandler } from "./load-handler.ts";
import { resolveLocalhostNames } from "./localhost.ts";
import { type Invocation, RuntimeClient } from "./runtime-client.ts";
import { writeTelemetry } from "./telemetry.ts";

/** Exit codes of Lambda's own runtime, by which crashes can be told apart. */
const EXIT_INIT_ERROR = 1;
const EXIT_UNHANDLED_REJECTION = 128;
const EXIT_UNCAUGHT_EXCEPTION = 129;

const {
  AWS_EXECUTION_ENV: executionEnv = "",
  AWS_LAMBDA_LOG_FORMAT: logFormat,
  AWS_LAMBDA_LOG_LEVEL: logLevel,
  LAMBDA_TASK_ROOT: taskRoot = "",
  _HANDLER: handlerName = "",
} = process.env;

resolveLocalhostNames();
const lambdaConsole = patchConsole({
  logFormat: logFormat === "JSON" ? "JSON" : "Text",
  logLevel,
  write: writeTelemetry,
});

/** Request id of the invocation in progress. */
let running: string | undefined;
let crashed = false;
let compiledCodeKept = false;
const client = new RuntimeClient((invocation) => void invoke(invocation));

process.on("uncaughtException", (error) => crash("Uncaught Exception", error, EXIT_UNCAUGHT_EXCEPTION));
process.on("unhandledRejection", (reason) =>
  crash("Unhandled Promise Rejection", new UnhandledPromiseRejection(reason), EXIT_UNHANDLED_REJECTION),
);

const call = await load();
client.next();

async function load() {
  try {
    const nodeVersion = Number(/nodejs(\d+)/.exec(executionEnv)?.[1]);
    return callerOf(await loadHandler(taskRoot, handlerName), handlerName, nodeVersion);
  } catch (error) {
    crash("Uncaught Exception", error, EXIT_INIT_ERROR);
    // The process ends with the report; until then there is nothing to call.
    return new Promise<never>(() => {});
  }
}

async function invoke(invocation: Invocation) {
  running = lambdaConsole.requestId = invocation.requestId;
  const answer = await settle(invocation);
  // A promise that the handler left rejected is noticed before its answer leaves, as on AWS.
  await setImmediate();
  if (crashed) return;
  running = undefined;
  answer();
  keepCompiledCode();
}

/** Node.js writes its cache on exit, but environments are killed: the next start shall find it all the same. */
function keepCompiledCode() {
  if (compiledCodeKept) return;
  compiledCodeKept = true;
  flushCompileCache();
}

async function settle(invocation: Invocation): Promise<() => void> {
  const { requestId, payload } = invocation;
  try {
    const event: unknown = JSON.parse(payload);
    const body = stringify(await called(event, invocation));
    return () => client.respond(requestId, body);
  } catch (error) {
    const report = reportError(error);
    logError("Invoke Error", error, report);
    return () => client.fail(requestId, report);
  }
}

async function called(event: unknown, invocation: Invocation) {
  try {
    return await call(event, createContext(invocation));
  } finally {
    client.returned(invocation.requestId);
  }
}

function stringify(result: unknown): string {
  try {
    return JSON.stringify(result) ?? "null";
  } catch (error) {
    throw new JsonStringifyError(error);
  }
}

function crash(what: string, error: unknown, exitCode: number) {
  if (crashed) return;
  crashed = true;
  const report = reportError(error);
  logError(what, error, report);
  client.crash(running, report, exitCode);
}

function logError(what: string, error: unknown, { errorType, errorMessage, trace }: ErrorReport) {
  const details = error instanceof Error ? error : {};
  console.error(`${what} \t${toJson({ errorType, errorMessage, ...details, stack: trace })}`);
}

function toJson(details: object): string {
  try {
    return JSON.stringify(details, (_key, value: unknown) =>
      value instanceof Error ? reportError(value) : value,
    );
  } catch {
    return inspect(details);
  }
}
