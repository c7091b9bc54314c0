// `HTTP` and `HTTP_PROXY`: any URL.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
import { METHODS } from "node:http";
import { badRequest } from "../../errors.ts";
import { TIMED_OUT } from "../frames.ts";
import { readRequest, type RequestData } from "../mapping/request-data.ts";
import { compileParameters } from "../mapping/request-parameters.ts";
import { chosenSubprotocol } from "../proxy-response.ts";
import { type Backend, type BackendCall, fail, type Failure, withStageVariables } from "./backend.ts";
import { type HttpRequest, type HttpResponse, sendHttp } from "./http-request.ts";
import type { MappedBackend } from "./mapped.ts";

export interface HttpInput {
  /** A function's invoke ARN, or a URL, in which `{name}` is a mapped part of the path and `${stageVariables.name}` a
   * stage variable. */
  integrationUri?: string;
  integrationMethod?: string;
  /** Sources such as `context.connectionId`, by targets such as `integration.request.header.X-Id`. */
  requestParameters?: Record<string, string>;
}

type Pairs = [name: string, values: string[]][];

/** What a proxy passes on of the handshake. */
interface Forwarded {
  headers: Pairs;
  query: Pairs;
}

/** Sends the request, or says why there is no answer. */
type Send = (call: BackendCall, request: RequestData, payload: Buffer) => Promise<HttpResponse | Failure>;

/** The backend's own connection; what the client wrote of its own is not passed on. */
const NOT_FORWARDED = new Set(["host", "connection", "content-length", "transfer-encoding", "keep-alive"]);

/** `HTTP`: only what is mapped is sent, and what comes back is mapped, too. */
export function mappedHttp(integration: HttpInput): MappedBackend {
  const send = compileSend(integration, () => ({ headers: [], query: [] }));
  return async (call, request, payload) => {
    const response = await send(call, request, payload);
    return "message" in response ? response : { ...response, matched: String(response.status) };
  };
}

/** `HTTP_PROXY`: the backend sees headers and query of the handshake, or the message; its body is the answer. */
export function httpProxy(integration: HttpInput): Backend {
  const send = compileSend(
    integration,
    ({ multiValueHeaders = {}, multiValueQueryStringParameters = {} }) => ({
      headers: Object.entries(multiValueHeaders).filter(([name]) => !NOT_FORWARDED.has(name.toLowerCase())),
      query: Object.entries(multiValueQueryStringParameters),
    }),
  );
  return async (call) => {
    const request = readRequest(call.event);
    const response = await send(call, request, Buffer.from(request.body ?? ""));
    if ("message" in response) return response;
    const { status, headers, body } = response;
    return { status, body: body.toString(), subprotocol: chosenSubprotocol(headers) };
  };
}

/** @throws AwsError BadRequestException */
function compileSend(
  { integrationUri = "", integrationMethod, requestParameters = {} }: HttpInput,
  proxied: (request: RequestData) => Forwarded,
): Send {
  const methodOf = compileMethod(integrationMethod);
  checkUrl(integrationUri);
  const parametersOf = compileParameters(requestParameters);
  return async (call, request, body) => {
    const { header, querystring, path } = parametersOf(request, call.declared);
    const forwarded = proxied(request);
    const headers = new Map<string, string[]>();
    for (const [name, values] of [...ownHeaders(request), ...forwarded.headers, ...header]) {
      headers.set(name.toLowerCase(), values);
    }
    try {
      const uri = withStageVariables(integrationUri, call.stageVariables);
      const url = urlOf(uri, path, [...forwarded.query, ...querystring]);
      return await within(call, { url, method: methodOf(request), headers, body });
    } catch (error) {
      const why = `there is no answer from ${integrationUri}: ${(error as Error).message}`;
      return fail(call, why, "start what should answer there, or change the integration");
    }
  };
}

async function within(call: BackendCall, request: HttpRequest): Promise<HttpResponse | Failure> {
  const { gateway, timeoutMs } = call;
  const abort = new AbortController();
  const timer = gateway.context.clock.after(timeoutMs, () => abort.abort());
  try {
    return await sendHttp(request, abort.signal);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    const why = `${request.url.href} did not answer within ${timeoutMs} ms`;
    return fail(call, why, "let it answer sooner", { status: 504, message: TIMED_OUT });
  } finally {
    timer.cancel();
  }
}

/** `ANY` is the method the request would have on its own: a message has none. */
function compileMethod(method = "") {
  if (method === "ANY") return ({ body }: RequestData) => (body === undefined ? "GET" : "POST");
  if (!METHODS.includes(method)) {
    throw badRequest(
      `the integration method "${method}" is no HTTP method; set integrationMethod, such as to POST`,
    );
  }
  return () => method;
}

function checkUrl(uri: string) {
  if (!/^https?:\/\/[^/]+/.test(uri)) {
    throw badRequest(`Invalid HTTP endpoint specified for URI: ${uri}; give a URL of http or https`);
  }
}

/** AWS documents these of REST APIs; a message has no headers of its own. */
const ownHeaders = ({ body, requestContext: { apiId } }: RequestData): Pairs => [
  ["user-agent", [`AmazonAPIGateway_${String(apiId)}`]],
  ["x-amzn-apigateway-api-id", [String(apiId)]],
  ...(body === undefined ? [] : ([["content-type", ["application/json"]]] as Pairs)),
];

function urlOf(uri: string, path: Pairs, query: Pairs) {
  const values = new Map(path);
  const filled = uri.replace(/\{([\w.$-]+)\}/g, (_, name: string) =>
    encodeURIComponent(values.get(name)?.[0] ?? ""),
  );
  const url = new URL(filled);
  for (const [name, all] of query) for (const value of all) url.searchParams.append(name, value);
  return url;
}
