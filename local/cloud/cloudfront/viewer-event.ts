// What a viewer-request function is given, and what it may return.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
import type { IncomingMessage } from "node:http";
import * as v from "valibot";
import { AwsError } from "../errors.ts";

const value = v.object({ value: v.string() });

/** Query strings, headers and cookies by name, those of headers in lower case. */
const values = v.record(v.string(), value);

const viewerRequest = v.object({
  method: v.string(),
  uri: v.pipe(v.string(), v.startsWith("/")),
  querystring: values,
  headers: values,
  cookies: values,
});

const viewerResponse = v.object({
  statusCode: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599)),
  statusDescription: v.optional(v.string()),
  headers: v.optional(values),
  body: v.optional(
    v.union([v.string(), v.object({ encoding: v.picklist(["text", "base64"]), data: v.string() })]),
  ),
});

export type ViewerRequest = v.InferOutput<typeof viewerRequest>;
export type ViewerResponse = v.InferOutput<typeof viewerResponse>;

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

/** @throws AwsError FunctionValidationError, for which viewers get a 502 */
export function checkReturned(returned: unknown): ViewerRequest | ViewerResponse {
  const isResponse = typeof returned === "object" && returned !== null && "statusCode" in returned;
  const schema = isResponse ? viewerResponse : viewerRequest;
  const result = v.safeParse(schema, returned);
  if (result.success) return result.output;
  const [{ message, path }] = result.issues;
  const place = path?.map(({ key }) => String(key)).join(".") ?? "what it returns";
  throw new AwsError(
    "FunctionValidationError",
    `the viewer-request function returns neither a request nor a response: ${place}: ${message}`,
    502,
  );
}
