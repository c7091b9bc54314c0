import { expect, test } from "vitest";
import { startCloud } from "./support/cloud.ts";

test("a program of raw resources with an inline handler runs as ours does", async () => {
  const cloud = await startCloud("--program", "e2e/programs/raw");
  const socket = new WebSocket(String(cloud.outputs.socketUrl));
  const frames = new Promise<unknown[]>((resolve) => {
    const received: unknown[] = [];
    socket.addEventListener("message", ({ data }) => received.push(data) === 2 && resolve(received));
  });
  socket.addEventListener("open", () => socket.send("hello"));
  expect(await frames).toEqual(["posted hello", "returned hello"]);
  socket.close();
  expect(await cloud.stop()).toBe(0);
});
