// What a `ServerlessSocket` refuses of the arguments for logs.
import type { Problem } from "../errors.ts";
import { retentionProblems } from "../limits.ts";
import type { LogArgs } from "./log-args.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const MAX_FORMAT_LENGTH = 3_072;

const REQUEST_ID = /\$context\.(requestId|extendedRequestId)\b/;

export function logProblems(args: LogArgs): Problem[] {
  return [...formatProblems(args), ...retentionOf(args), ...dataTraceProblems(args)];
}

function formatProblems({ accessLog }: LogArgs): Problem[] {
  if (typeof accessLog !== "object" || accessLog.format === undefined) return [];
  const argument = "accessLog.format";
  const value = accessLog.format;
  if (!REQUEST_ID.test(value)) {
    const wrong = "API Gateway takes no format that does not tell requests apart";
    return [{ argument, value, wrong, remedy: "Put $context.requestId into it" }];
  }
  if (value.length > MAX_FORMAT_LENGTH) {
    const wrong = `it has ${value.length} characters, and API Gateway takes ${MAX_FORMAT_LENGTH}`;
    return [{ argument, wrong, remedy: "Leave out what nobody looks at" }];
  }
  return [];
}

function retentionOf({ accessLog }: LogArgs): Problem[] {
  if (typeof accessLog !== "object") return [];
  return retentionProblems("accessLog.retentionDays", accessLog.retentionDays);
}

function dataTraceProblems({ dataTrace, executionLog }: LogArgs): Problem[] {
  if (!dataTrace || executionLog === "INFO") return [];
  const wrong = "messages are written into the execution log, and only at the level INFO";
  return [{ argument: "dataTrace", value: true, wrong, remedy: 'Add executionLog: "INFO", or leave it out' }];
}
