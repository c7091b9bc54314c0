import "./adapters/environment.testing.ts";
import { expect, test } from "vitest";
import { connectEvent, disconnectEvent } from "./adapters/events.testing.ts";
import { collect, MemoryLog, memoryRows, seededRandom } from "./adapters/memory.ts";
import { connectRoute } from "./connect.ts";
import { disconnectRoute } from "./disconnect.ts";

test("[CON-7] a connection that ends leaves no row, however often it is told", async () => {
  const ports = { ...memoryRows(), random: seededRandom(1), log: new MemoryLog() };
  const disconnect = disconnectRoute(ports);
  await connectRoute(ports, { allowedOrigins: [], requireOrigin: false })(connectEvent("a="));
  expect(await disconnect(disconnectEvent("a="))).toEqual({ statusCode: 200 });
  expect(await disconnect(disconnectEvent("a="))).toEqual({ statusCode: 200 });
  expect(await ports.connections.get("a=")).toBeUndefined();
  expect(await collect(ports.members.list("lobby", 0))).toEqual([]);
});
