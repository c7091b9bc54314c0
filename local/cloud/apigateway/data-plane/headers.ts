// Headers and query of the handshake as the $connect event has them.
import type { IncomingMessage } from "node:http";
import { sourceIpOf } from "./session.ts";

/** Present for an authorizer, absent for an integration. */
const DROPPED = new Set(["connection", "upgrade"]);
/** The one port and scheme of AWS's hosts. Locally too, so that a check of them behaves the same. */
const FORWARDED_PORT = "443";
const FORWARDED_PROTO = "https";

/** A map with the last value of each name, and one with all of them. */
interface Maps {
  single: Record<string, string>;
  multi: Record<string, string[]>;
}

/** Names are capitalised and in alphabetical order; what the gateway adds is among them. */
export function headerMaps(request: IncomingMessage, traceId: string): Maps {
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
  return toMaps(pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

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
