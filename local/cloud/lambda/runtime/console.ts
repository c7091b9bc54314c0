// What `console` does inside a function: one log event per call, in Lambda's text or JSON format.
import { format } from "node:util";
import { reportError } from "./errors.ts";

/** Lambda's names of levels, least severe first. */
const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"] as const;
type Level = (typeof LEVELS)[number];

const METHODS = {
  trace: "TRACE",
  debug: "DEBUG",
  log: "INFO",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
} as const;

export interface ConsoleOptions {
  logFormat: "Text" | "JSON";
  /** Applies to JSON only, as on AWS. */
  logLevel?: string;
  write(message: string): void;
}

/** `requestId` is to be set to that of the running invocation; before the first it prints as `undefined`. */
export interface LambdaConsole {
  requestId: string | undefined;
}

export function patchConsole({ logFormat, logLevel = "TRACE", write }: ConsoleOptions): LambdaConsole {
  const state: LambdaConsole = { requestId: undefined };
  const formatLine = logFormat === "JSON" ? jsonLine : textLine;
  const least = logFormat === "JSON" ? LEVELS.findIndex((level) => level === logLevel) : 0;
  for (const [method, level] of Object.entries(METHODS)) {
    const silent = LEVELS.indexOf(level) < least;
    Reflect.set(console, method, (...args: unknown[]) => {
      if (!silent) write(formatLine(level, state.requestId, args));
    });
  }
  return state;
}

function textLine(level: Level, requestId: string | undefined, args: unknown[]) {
  return `${new Date().toISOString()}\t${requestId}\t${level}\t${format(...args)}`;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
function jsonLine(level: Level, requestId: string | undefined, args: unknown[]) {
  const head = { timestamp: new Date().toISOString(), level, requestId };
  const error = args.find((arg) => arg instanceof Error);
  const message = args.length === 1 ? args[0] : format(...args);
  const details = args.length > 1 && error ? describeError(error) : {};
  try {
    return JSON.stringify({ ...head, message, ...details }, (_key, value: unknown) =>
      value instanceof Error ? describeError(value) : value,
    );
  } catch {
    return JSON.stringify({ ...head, message: format(...args), ...details });
  }
}

function describeError(error: Error) {
  const { errorType, errorMessage, trace } = reportError(error);
  return { errorType, errorMessage, stackTrace: trace };
}
