// What the terminal shows: at most twelve lines when ready, then one line for each event.
import { styleText } from "node:util";
import type { CloudEvent } from "../cloud/events.ts";
import { byteSize, clockTime, duration } from "./format.ts";
import type { Summary } from "./summary.ts";

/** Lines of the ready print that are not routes; with the routes they stay within twelve. */
const ROUTE_LINES = 5;

/** The ready print, without keys where nobody can press them. */
export function readyLines(summary: Summary, { keys }: { keys: boolean }): string[] {
  const { sites, names, sockets, routes, limits, tables } = summary;
  return [
    `${styleText("bold", summary.program)} is ready in ${duration(summary.ms)}  (tables: ${tables})`,
    ...sites.map((url) =>
      line("Site", `${styleText("cyan", url)}  (a second user: open it in a second window)`),
    ),
    ...names.map(({ name, site }) => line("Name", `${name}, for who asks ${site} by it (no DNS leads here)`)),
    ...sockets.flatMap(({ url, callbackUrl }) => [line("Socket", url), line("Callback", callbackUrl)]),
    ...routeLines(routes),
    line("Limits", limits),
    ...(keys ? [line("Keys", "o open the site, c clear the screen, q quit")] : []),
  ];
}

const line = (label: string, text: string) => `  ${styleText("dim", label.padEnd(9))} ${text}`;

/** One route a line while they fit, else as many in each line as are needed. */
function routeLines(routes: Summary["routes"]): string[] {
  const width = Math.max(0, ...routes.map(({ key }) => key.length));
  const texts = routes.map(({ key, handler }) => `${key.padEnd(width)}  ${handler}`);
  const perLine = Math.ceil(texts.length / ROUTE_LINES);
  const lines = [];
  for (let start = 0; start < texts.length; start += perLine) {
    lines.push(texts.slice(start, start + perLine).join("   "));
  }
  return lines.map((text, index) => line(index === 0 ? "Routes" : "", text));
}

/** An event as a line: time, what, who, status, milliseconds, bytes. Undefined for what is not worth a line. */
export function eventLine(event: CloudEvent): string | undefined {
  const time = styleText("dim", clockTime(event.at));
  switch (event.kind) {
    case "route":
      return `${time} ${columns(event.route, event.connectionId, event)}`;
    case "callback":
      return `${time} ${columns(`@connections ${event.method}`, event.connectionId, event)}`;
    case "request":
      return event.status < 400 ? undefined : `${time} ${columns(event.method, event.path, event)}`;
    case "log":
      return `${time} ${styleText("dim", event.functionName)} ${withoutPrefix(event.message)}`;
    case "held":
      return `${time} ${styleText("yellow", `${event.functionName} returned before an AWS call of its was done: the call waits for the next invocation. Await it.`)}`;
    case "dropped":
      return `${time} ${styleText("red", `${event.functionName}: an asynchronous invocation is dropped: ${event.reason}`)}`;
    case "refusal":
      return `${time} ${styleText("red", refusalText(event))}`;
  }
}

const refusalText = ({ service, action, code, message, remedy }: Extract<CloudEvent, { kind: "refusal" }>) =>
  `${service} refused ${action}: ${code}: ${message}${remedy ? ` To mend it: ${remedy}` : ""}`;

/** What Lambda puts before a line of a function is in the log group; here time and function stand there already. */
const withoutPrefix = (message: string) => message.replace(/^\S+Z\t[\w-]{36}\t(INFO\t)?/, "");

interface Outcome {
  status: number;
  ms: number;
  bytes: number;
}

function columns(what: string, who: string, { status, ms, bytes }: Outcome) {
  const mark = styleText(status < 400 ? "green" : "red", String(status));
  return `${what.padEnd(20)} ${who.padEnd(16)} ${mark} ${duration(ms).padStart(8)} ${byteSize(bytes).padStart(9)}`;
}
