// Who gets in by an API key, and with what the others are turned away.
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type RunningCloud, startCloud } from "./support/cloud.ts";

let cloud: RunningCloud;
let keys: { first: string; second: string; members: string };

beforeAll(async () => {
  cloud = await startCloud("--program", "e2e/programs/api-keys");
  keys = cloud.outputs.keys as typeof keys;
});
afterAll(() => cloud?.stop());

/** What a client is told: the id of its key, or the status and the message with which it is turned away. */
async function answerTo(url: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, { headers });
  socket.on("error", () => undefined);
  const refused = once(socket, "unexpected-response").then(async ([, response]) => {
    const { message } = JSON.parse(await new Response(response).text()) as { message: string };
    return [response.statusCode, message] as const;
  });
  const told = once(socket, "open").then(async () => {
    socket.send("which?");
    const [frame] = await once(socket, "message");
    return JSON.parse(String(frame)) as { id?: string };
  });
  const answer = await Promise.race([refused, told]);
  socket.terminate();
  return answer;
}

const toPartner = (key?: string) =>
  answerTo(String(cloud.outputs.partnersUrl), key === undefined ? {} : { "x-api-key": key });
const toMember = (key: string) => answerTo(`${String(cloud.outputs.membersUrl)}?key=${key}`);

const FORBIDDEN = [403, "Forbidden"];

test("each key opens the socket, and handlers can tell them apart", async () => {
  const [first, second] = [await toPartner(keys.first), await toPartner(keys.second)];
  expect(first).toEqual({ id: expect.stringMatching(/^[a-z0-9]{10}$/) });
  expect(second).toEqual({ id: expect.stringMatching(/^[a-z0-9]{10}$/) });
  expect(second).not.toEqual(first);
});

test("without a key, with one that is none, and with that of another socket, a client is turned away", async () => {
  expect(await toPartner()).toEqual(FORBIDDEN);
  expect(await toPartner("x".repeat(40))).toEqual(FORBIDDEN);
  expect(await toPartner(keys.members)).toEqual(FORBIDDEN);
});

test("a browser gets in by an authorizer that knows its key, and by no other's", async () => {
  expect(await toMember(keys.members)).toHaveProperty("id");
  expect(await toMember(keys.first)).toEqual(FORBIDDEN);
});
