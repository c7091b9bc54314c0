// Headers and query of the handshake as the $connect event has them.
import type { IncomingMessage } from "node:http";
import { sourceIpOf } from "../../http/source-ip.ts";

/** The hop's own: absent for an integration. */
const DROPPED = new Set(["connection", "upgrade"]);
/** What an authorizer sees of the hop, whatever the client wrote. */
const HOP: [string, string][] = [
  ["Connection", "upgrade"],
  ["content-length", "0"],
  ["Upgrade", "websocket"],
];
/** The one port and scheme of AWS's hosts. Locally too, so that a check of them behaves the same. */
const FORWARDED_PORT = "443";
const FORWARDED_PROTO = "https";

/** A map with the last value of each name, and one with all of them. */
interface Maps {
  single: Record<string, string>;
  multi: Record<string, string[]>;
}

/** Names are capitalised and in alphabetical order; what the gateway adds is among them. */
export const integrationHeaders = (request: IncomingMessage, traceId: string) =>
  toMaps(inOrder(headerPairs(request, traceId)));

/** As those of an integration, and with the hop's own. */
export const authorizerHeaders = (request: IncomingMessage, traceId: string) =>
  toMaps(inOrder([...headerPairs(request, traceId).filter(([name]) => name !== "Content-Length"), ...HOP]));

function headerPairs(request: IncomingMessage, traceId: string) {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at] ?? "";
    const forwarded = name.toLowerCase().startsWith("x-forwarded-");
    if (!DROPPED.has(name.toLowerCase()) && !forwarded) {
      pairs.push([capitalise(name), request.rawHeaders[at + 1] ?? ""]);
    }
  }
  const via = request.headers["x-forwarded-for"];
  pairs.push(
    ["X-Amzn-Trace-Id", traceId],
    ["X-Forwarded-For", via ? `${String(via)}, ${sourceIpOf(request)}` : sourceIpOf(request)],
    ["X-Forwarded-Port", FORWARDED_PORT],
    ["X-Forwarded-Proto", FORWARDED_PROTO],
  );
  return pairs;
}

const inOrder = (pairs: [string, string][]) =>
  pairs.sort(([a], [b]) =>
    a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0,
  );

/** Undefined when the URL has no query. */
export function queryMaps(url: string): Maps | undefined {
  const at = url.indexOf("?");
  const pairs = at < 0 ? [] : [...new URLSearchParams(url.slice(at + 1))];
  return pairs.length > 0 ? toMaps(pairs) : undefined;
}

function toMaps(pairs: [string, string][]): Maps {
  const maps: Maps = { single: {}, multi: {} };
  for (const [name, value] of pairs) {
    maps.single[name] = value;
    (maps.multi[name] ??= []).push(value);
  }
  return maps;
}

const capitalise = (name: string) =>
  name
    .toLowerCase()
    .replace(/(?<![^-])[a-z]/g, (letter) => letter.toUpperCase())
    .replace("Websocket", "WebSocket");
