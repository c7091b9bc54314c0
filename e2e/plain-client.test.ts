import { WebSocket as RawWebSocket } from "ws";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, leave } from "./support/clients.ts";
import { type RunningCloud, startCloud } from "./support/cloud.ts";
import { rowKeys } from "./support/table.ts";

let cloud: RunningCloud;
let socketUrl: string;

beforeAll(async () => {
  cloud = await startCloud();
  socketUrl = String(cloud.outputs.socketUrl);
});
afterAll(() => cloud?.stop());

const CLIENTS = 50;
const MESSAGES = 100;

test("[DLV-1] fifty plain clients send a hundred messages, and every other client gets each once and in order of its sender", async () => {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => connect(socketUrl)));
  const sent = Array.from({ length: MESSAGES }, (_, index) => ({ sender: index % 10, index }));
  for (const message of sent) clients[message.sender]?.send(message);

  const expected = (receiver: number) => sent.filter(({ sender }) => sender !== receiver);
  await Promise.all(clients.map((client, index) => client.receive(expected(index).length)));
  for (const [receiver, { received }] of clients.entries()) {
    for (let sender = 0; sender < 10; sender++) {
      const bySender = (received as typeof sent).filter((message) => message.sender === sender);
      expect(bySender).toEqual(expected(receiver).filter((message) => message.sender === sender));
    }
  }

  await leave(cloud, clients);
});

test.for([
  ["text", "hello"],
  ["a number", 42],
  ["false", false],
  ["null", null],
  ["an object", { deep: [{ er: "ü €" }] }],
])("[DLV-2] %s reaches the other client as it was sent, and the sender gets none", async ([, message]) => {
  const [sender, other] = await Promise.all([connect(socketUrl), connect(socketUrl)]);
  sender.send(message);
  expect(await other.receive(1)).toEqual([message]);
  other.send("from the other");
  expect(await sender.receive(1)).toEqual(["from the other"]);
  await leave(cloud, [sender, other]);
});

test("[CON-7] closing fires close, and the rows of the connection are gone", async () => {
  const client = await connect(socketUrl);
  expect(await rowKeys(cloud)).not.toEqual([]);
  const disconnected = cloud.disconnected(1);
  expect(await client.close()).toBe(1005);
  await disconnected;
  expect(await rowKeys(cloud)).toEqual([]);
});

test("[DLV-6] a TCP connection cut without a close frame leaves no row after the next broadcast", async () => {
  const [sender, other] = await Promise.all([connect(socketUrl), connect(socketUrl)]);
  const cut = new RawWebSocket(socketUrl);
  await once(cut, "open");
  const disconnected = cloud.disconnected(1);
  cut.terminate();
  sender.send("is anybody there?");
  await other.receive(1);
  await disconnected;
  expect(await rowKeys(cloud)).toHaveLength(4);
  await leave(cloud, [sender, other]);
});
