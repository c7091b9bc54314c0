// The request that goes to a custom origin in place of a viewer's.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
import type { IncomingMessage } from "node:http";
import { sourceIpOf } from "../http/source-ip.ts";
import type { Random } from "../random.ts";
import type { Origin } from "./config.ts";
import type { Forwarding } from "./forwarding.ts";
import type { ViewerRequest } from "./viewer-event.ts";

export interface OriginRequest {
  method: string;
  /** With the query. */
  path: string;
  /** By names in lower case. */
  headers: Record<string, string | string[]> & { host: string };
}

interface Asked {
  /** As it was received. */
  request: IncomingMessage;
  /** As a viewer function returned it, where there is one. */
  changed?: ViewerRequest;
  origin: Origin;
  forwarding: Forwarding;
}

/** What CloudFront calls itself, to both sides. */
export const VIA = "1.1 cloudfront.net (CloudFront)";

/** Of one hop each, or removed so that nobody claims them. */
const NEVER_FORWARDED = new Set([
  ...["connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection"],
  ...["te", "trailer", "transfer-encoding", "upgrade", "x-forwarded-proto", "x-http-method-override"],
  "x-real-ip",
]);
/** What a body needs comes with it, whatever the policy. */
const OF_THE_BODY = new Set(["content-length", "content-type"]);

/** As many as make the 56 characters of CloudFront's. */
const REQUEST_ID_BYTES = 40;

const createRequestId = (random: Random) => `${random.bytes(REQUEST_ID_BYTES).toString("base64url")}==`;

export function toOriginRequest(
  { request, changed, origin, forwarding }: Asked,
  random: Random,
): OriginRequest {
  const [path = "/", query] = changed ? [changed.uri, queryOf(changed)] : splitUrl(request.url ?? "/");
  const received = changed ? headersOf(changed) : request.headersDistinct;
  const { host: [host] = [], ...forwarded } = forwardedHeaders(received, forwarding);
  const forwardedFor = [request.headers["x-forwarded-for"] ?? [], sourceIpOf(request)].flat();
  return {
    method: request.method ?? "GET",
    path: `${origin.originPath ?? ""}${path}${query && forwarding.queryString ? `?${query}` : ""}`,
    headers: {
      host: host ?? origin.domainName,
      "user-agent": "Amazon CloudFront",
      ...forwarded,
      ...(isWebSocket(request) && { connection: "upgrade", upgrade: "websocket" }),
      "x-forwarded-for": forwardedFor.join(", "),
      via: [request.headers.via ?? [], VIA].flat().join(", "),
      "x-amz-cf-id": createRequestId(random),
    },
  };
}

const isWebSocket = ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === "websocket";

function forwardedHeaders(received: NodeJS.Dict<string[]>, forwarding: Forwarding): NodeJS.Dict<string[]> {
  const { headers: wanted } = forwarding;
  const isWanted = (name: string) =>
    OF_THE_BODY.has(name) ||
    (typeof wanted === "string" ? wanted === "all" || name !== "host" : wanted.includes(name));
  const forwarded: Record<string, string[]> = {};
  for (const [name, values = []] of Object.entries(received)) {
    if (name !== "cookie" && !NEVER_FORWARDED.has(name) && isWanted(name)) forwarded[name] = values;
  }
  const cookies = forwardedCookies(received.cookie ?? [], forwarding);
  return cookies.length > 0 ? { ...forwarded, cookie: [cookies.join("; ")] } : forwarded;
}

const forwardedCookies = (lines: string[], { cookies: wanted }: Forwarding) =>
  lines
    .flatMap((line) => line.split(/;\s*/))
    .filter((pair) => pair !== "" && (wanted === "all" || wanted.includes(pair.split("=", 1)[0] ?? "")));

function headersOf({ headers, cookies }: ViewerRequest): NodeJS.Dict<string[]> {
  const pairs = Object.entries(cookies).map(([name, { value }]) => `${name}=${value}`);
  const rest = Object.entries(headers).map(([name, { value }]) => [name, [value]]);
  return { ...(Object.fromEntries(rest) as NodeJS.Dict<string[]>), cookie: pairs };
}

const queryOf = ({ querystring }: ViewerRequest) =>
  Object.entries(querystring)
    .map(([name, { value }]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");

/** Path and query. */
function splitUrl(url: string) {
  const at = url.indexOf("?");
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)];
}
