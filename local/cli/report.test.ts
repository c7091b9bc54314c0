import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { CloudEvent } from "../cloud/events.ts";
import { eventLine, readyLines } from "./report.ts";
import type { Summary } from "./summary.ts";

const summary = (routes: number): Summary => ({
  program: "serverless-socket",
  ms: 3_412,
  tables: "dynoxide 1.2.1, in memory",
  sites: ["http://localhost:3000"],
  names: [],
  sockets: [{ url: "ws://localhost:3001/live", callbackUrl: "http://localhost:3001/live" }],
  routes: Array.from({ length: routes }, (_, index) => ({
    key: `route${index}`,
    handler: `handlers/${index}.ts`,
  })),
  limits: "idle 10 min, connection 2 h",
});

const plain = (lines: string[]) => lines.map(stripVTControlCharacters).join("\n");
const line = (event: CloudEvent) => stripVTControlCharacters(eventLine(event) ?? "");

test.for([0, 1, 5, 6, 40])(
  "with %i routes the ready print stays within twelve lines and names them all",
  (routes) => {
    const lines = readyLines(summary(routes), { keys: true });
    expect(lines.length).toBeLessThanOrEqual(12);
    for (const { handler } of summary(routes).routes) expect(plain(lines)).toContain(handler);
  },
);

test("the ready print says how to open a second user, and names keys only where they can be pressed", () => {
  expect(plain(readyLines(summary(1), { keys: true }))).toMatch(/second window[\s\S]*q quit/);
  expect(plain(readyLines(summary(1), { keys: false }))).not.toContain("quit");
});

test("the ready print says where a site's own name is answered", () => {
  const names = [{ name: "chat.example.com", site: "http://localhost:3000" }];
  const lines = plain(readyLines({ ...summary(1), names }, { keys: true }));
  expect(lines).toContain("chat.example.com, for who asks http://localhost:3000 by it");
});

test("a message is one line: time, route, connection, status, milliseconds, bytes", () => {
  const event = {
    kind: "route",
    at: 0,
    api: "a",
    stage: "live",
    route: "send",
    connectionId: "L0SM9cOFvHcCIhw=",
    status: 200,
    ms: 12.4,
    bytes: 2048,
  } as const;
  expect(line(event)).toMatch(/^\d\d:\d\d:\d\d\.\d{3} send +L0SM9cOFvHcCIhw= 200 +12 ms +2 KB$/);
});

test("a request of the site is a line only when it failed", () => {
  const event = { kind: "request", at: 0, method: "GET", path: "/app.js", ms: 1, bytes: 5 } as const;
  expect(eventLine({ ...event, status: 200 })).toBeUndefined();
  expect(line({ ...event, status: 403 })).toContain("/app.js");
});

test("a refusal names service, action, AWS's words, and what to do", () => {
  const event = {
    kind: "refusal",
    at: 0,
    service: "dynamodb",
    action: "PutItem",
    code: "AccessDenied",
    message: "no",
  } as const;
  expect(line(event)).toMatch(/dynamodb refused PutItem: AccessDenied: no$/);
  expect(line({ ...event, remedy: "{}" })).toMatch(/AccessDenied: no To mend it: {}$/);
});

test("a function's line is shown without the prefix that Lambda gives it, but with a level that is not INFO", () => {
  const log = (message: string) =>
    line({ kind: "log", at: 0, functionName: "chat-send", logGroup: "g", message });
  const prefix = "2026-11-24T07:19:17.245Z\td145afec-bd57-48f7-9c16-1631d4c588d8";
  expect(log(`${prefix}\tINFO\thello`)).toMatch(/chat-send hello$/);
  expect(log(`${prefix}\tERROR\tno`)).toMatch(/chat-send ERROR\tno$/);
  expect(log("REPORT RequestId: 1")).toMatch(/chat-send REPORT RequestId: 1$/);
});

test("a call that a function left behind is named, with what to do", () => {
  expect(line({ kind: "held", at: 0, functionName: "send" })).toMatch(/ send returned before .* Await it\.$/);
});

test("an event that a function failed on for good is named, with the reason", () => {
  const event = { kind: "dropped", at: 0, functionName: "send", reason: "Error: no" } as const;
  expect(line(event)).toContain("send: an asynchronous invocation is dropped: Error: no");
});
