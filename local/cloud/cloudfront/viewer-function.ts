// Runs a CloudFront function in a context of its own, on the event that CloudFront gives it:
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
import { createContext, Script } from "node:vm";
import type { IncomingMessage } from "node:http";
import { AwsError } from "../errors.ts";
import type { FunctionInput } from "./config.ts";

/** A function that loops must not stop the cloud. CloudFront's own limit is below a millisecond of CPU; this one
 * is wall time on a machine that may be busy. */
const TIME_LIMIT_MS = 1_000;

interface HeaderMap {
  [name: string]: { value: string };
}

export interface ViewerRequest {
  method: string;
  uri: string;
  querystring: HeaderMap;
  headers: HeaderMap;
  cookies: HeaderMap;
}

export interface ViewerResponse {
  statusCode: number;
  statusDescription?: string;
  headers?: HeaderMap;
  body?: string | { encoding: "text" | "base64"; data: string };
}

export type ViewerFunction = (
  event: ViewerRequest,
  viewerIp: string,
) => Promise<ViewerRequest | ViewerResponse>;

/** @throws AwsError InvalidFunctionCode when the code cannot be read or declares no `handler` */
export function compileViewerFunction({ name, code }: FunctionInput): ViewerFunction {
  const context = createContext(
    { console: Object.freeze({ log() {} }) },
    { codeGeneration: { strings: false, wasm: false } },
  );
  try {
    new Script(code, { filename: `${name}.js` }).runInContext(context, { timeout: TIME_LIMIT_MS });
    if (new Script("typeof handler").runInContext(context) !== "function")
      throw new Error("it declares no function named handler");
  } catch (cause) {
    const reason = cause instanceof Error || isErrorLike(cause) ? cause.message : String(cause);
    throw new AwsError(
      "InvalidFunctionCode",
      `the code of the CloudFront function ${name} cannot run: ${reason}`,
    );
  }
  const call = new Script("handler(JSON.parse(event))");
  return async (request, viewerIp) => {
    context.event = JSON.stringify({
      version: "1.0",
      context: { eventType: "viewer-request" },
      viewer: { ip: viewerIp },
      request,
    });
    const result = await call.runInContext(context, { timeout: TIME_LIMIT_MS });
    return JSON.parse(JSON.stringify(result)) as ViewerRequest | ViewerResponse;
  };
}

/** The request as a function sees it: lower-case names, values in objects, the URI without its query. */
export function toViewerRequest(request: IncomingMessage): ViewerRequest {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://viewer");
  const headers = Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => name !== "cookie")
      .map(([name, value]) => [name, { value: Array.isArray(value) ? value.join(",") : (value ?? "") }]),
  );
  const cookies = Object.fromEntries(
    (request.headers.cookie ?? "")
      .split(/;\s*/)
      .filter(Boolean)
      .map((pair) => [pair.split("=", 1)[0] ?? "", { value: pair.slice(pair.indexOf("=") + 1) }]),
  );
  const querystring = Object.fromEntries([...searchParams].map(([name, value]) => [name, { value }]));
  return { method: request.method ?? "GET", uri: pathname, querystring, headers, cookies };
}

/** Errors thrown inside the context are of its own Error class. */
const isErrorLike = (value: unknown): value is { message: string } =>
  typeof value === "object" && value !== null && "message" in value;
