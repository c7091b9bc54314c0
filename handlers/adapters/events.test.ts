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
  ["its name", { principalId: "ada", name: "Ada Lovelace" }, { id: "ada", name: "Ada Lovelace" }],
  ["its id where it has no name", { principalId: "ada", scope: "chat" }, { id: "ada", name: "ada" }],
  ["nobody where the authorizer names none", { principalId: "" }, undefined],
])("[CON-5] whom the authorizer vouches for is read with %s", (_, authorizer, user) => {
  const event = connectEvent("a=");
  event.requestContext.authorizer = authorizer;
  expect(parseHandshake(event).user).toEqual(user);
});

test.each([
  ["", []],
  [" , ", []],
  ["a", ["a"]],
  ["a, b ,,c", ["a", "b", "c"]],
])("%j lists %j", (list, parts) => {
  expect(commaSeparated(list)).toEqual(parts);
});
