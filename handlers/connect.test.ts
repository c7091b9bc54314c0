import "./adapters/environment.testing.ts";
import { expect, test } from "vitest";
import { CONNECTED_AT, connectEvent } from "./adapters/events.testing.ts";
import { collect, MemoryLog, memoryRows, seededRandom } from "./adapters/memory.ts";
import { connectRoute } from "./connect.ts";

const site = "https://chat.example.com";

/** The route for pages of our site, and what it writes to. */
function newRoute(parts = {}) {
  const ports = { ...memoryRows(), random: seededRandom(1), log: new MemoryLog(), ...parts };
  return { ports, connect: connectRoute(ports, { allowedOrigins: [site], requireOrigin: false }) };
}

test("[CON-4] a client that offers chat.v1 is answered with it", async () => {
  const { ports, connect } = newRoute();
  const event = connectEvent("a=", { Origin: site, "sec-websocket-protocol": "graphql-ws, chat.v1" });
  expect(await connect(event)).toEqual({ statusCode: 200, headers: { "Sec-WebSocket-Protocol": "chat.v1" } });
  expect(await ports.connections.get("a=")).toMatchObject({ id: "a=", protocol: "chat.v1" });
});

test("[CON-4] a client that offers something else, or nothing, is answered without a sub-protocol", async () => {
  const { connect } = newRoute();
  expect(await connect(connectEvent("a=", { "Sec-WebSocket-Protocol": "chat.v2" }))).toEqual({
    statusCode: 200,
  });
  expect(await connect(connectEvent("b="))).toEqual({ statusCode: 200 });
});

test("[CON-6] the connection and its place in the lobby are written down", async () => {
  const { ports, connect } = newRoute();
  await connect(connectEvent("a="));
  const expiresAt = CONNECTED_AT / 1000 + 2 * 3600 + 600;
  const connection = await ports.connections.get("a=");
  expect(connection).toMatchObject({ connectedAt: CONNECTED_AT, expiresAt, rooms: { lobby: 0 } });
  expect(await collect(ports.members.list("lobby", 0))).toMatchObject([
    { connectionId: "a=", userId: connection?.user.id, since: CONNECTED_AT, expiresAt },
  ]);
});

test("[CON-1] a page of another site is answered 403, and nothing is written", async () => {
  const { ports, connect } = newRoute();
  const event = connectEvent("a=", { Origin: "https://evil.example.com" });
  expect(await connect(event)).toEqual({ statusCode: 403 });
  expect(await ports.connections.get("a=")).toBeUndefined();
});

test("[CON-8] a table that does not answer is answered 500, and logged", async () => {
  const members = { ...memoryRows().members, put: () => Promise.reject(new Error("the table is throttled")) };
  const { ports, connect } = newRoute({ members });
  expect(await connect(connectEvent("a="))).toEqual({ statusCode: 500 });
  expect(ports.log.of("route failed")).toMatchObject([{ connectionId: "a=", routeKey: "$connect" }]);
});
