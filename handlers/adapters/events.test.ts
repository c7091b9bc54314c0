import { expect, test } from "vitest";
import { commaSeparated, parseHandshake } from "./events.ts";
import { CONNECTED_AT, connectEvent } from "./events.testing.ts";

test("a handshake without headers of interest has no origins and no protocols", () => {
  expect(parseHandshake(connectEvent("a=", { Host: "example.com" }))).toEqual({
    connectionId: "a=",
    connectedAt: CONNECTED_AT,
    origins: [],
    protocols: [],
  });
});

test.each(["Sec-WebSocket-Protocol", "sec-websocket-protocol", "SEC-WEBSOCKET-PROTOCOL"])(
  "[CON-4] sub-protocols are read from %s",
  (name) => {
    expect(parseHandshake(connectEvent("a=", { [name]: "graphql-ws, chat.v1" })).protocols).toEqual([
      "graphql-ws",
      "chat.v1",
    ]);
  },
);

test("[CON-4] sub-protocols may be spread over several headers", () => {
  const event = connectEvent("a=");
  event.multiValueHeaders = { "Sec-WebSocket-Protocol": ["graphql-ws", "chat.v1"] };
  expect(parseHandshake(event).protocols).toEqual(["graphql-ws", "chat.v1"]);
});

test.each(["Origin", "origin"])("[CON-1] the Origin is read from %s", (name) => {
  expect(parseHandshake(connectEvent("a=", { [name]: "https://example.com" })).origins).toEqual([
    "https://example.com",
  ]);
});

test.each([
  ["", []],
  [" , ", []],
  ["a", ["a"]],
  ["a, b ,,c", ["a", "b", "c"]],
])("%j lists %j", (list, parts) => {
  expect(commaSeparated(list)).toEqual(parts);
});
