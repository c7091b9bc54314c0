import "./environment.testing.ts";
import type { ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { POSTS_IN_FLIGHT } from "../domain/broadcast.ts";
import { connectionsApi } from "./connections-api.ts";
import { connectionsServer } from "./connections-api.testing.ts";
import type { Call } from "./connections-api.testing.ts";

/** Milliseconds that no answer of a test comes near. */
const AMPLE_MS = 10_000;

const running: { stop(): Promise<void> }[] = [];
afterEach(() => Promise.all(running.splice(0).map((server) => server.stop())));

/** A transport to a server that answers each post so, and the posts that arrived there. */
async function transportTo(answer: (response: ServerResponse) => void) {
  const posts: Call[] = [];
  const server = await connectionsServer((post, response) => {
    posts.push(post);
    answer(response);
  });
  running.push(server);
  return { transport: connectionsApi(server.endpoint), posts };
}

test("a frame is posted, signed, to the connection under the stage", async () => {
  const { transport, posts } = await transportTo((response) => response.end());
  expect(await transport.post("L0SM9cOFvHcCIhw=", '{"type":"message"}', AMPLE_MS)).toEqual({
    kind: "delivered",
  });
  expect(posts).toMatchObject([
    {
      path: "/chat/@connections/L0SM9cOFvHcCIhw%3D",
      headers: { authorization: expect.stringContaining("/eu-central-1/execute-api/aws4_request") },
      body: '{"type":"message"}',
    },
  ]);
});

test.each([
  ["with its type in a header", { "x-amzn-errortype": "GoneException" }, ""],
  ["with its type in the body", {}, '{"__type":"GoneException"}'],
  ["without any type", {}, ""],
])("[DLV-6] 410 %s means that the connection is gone", async (_, headers, body) => {
  const { transport, posts } = await transportTo((response) => response.writeHead(410, headers).end(body));
  expect(await transport.post("a=", "frame", AMPLE_MS)).toEqual({ kind: "gone" });
  expect(posts).toHaveLength(1);
});

test.each([
  [429, "LimitExceededException", true],
  [500, "InternalServerErrorException", true],
  [503, "ServiceUnavailableException", true],
  [400, "BadRequestException", false],
  [403, "ForbiddenException", false],
  [413, "PayloadTooLargeException", false],
])(
  "[DLV-7] %i is a failure, posted once and left to the domain to retry or not",
  async (status, name, retry) => {
    const headers = { "x-amzn-errortype": name };
    const { transport, posts } = await transportTo((response) => response.writeHead(status, headers).end());
    expect(await transport.post("a=", "frame", AMPLE_MS)).toEqual({ kind: "failed", retry, reason: name });
    expect(posts).toHaveLength(1);
  },
);

test("[DLV-7] a socket that breaks is a failure to be retried", async () => {
  const { transport } = await transportTo((response) => response.destroy());
  expect(await transport.post("a=", "frame", AMPLE_MS)).toMatchObject({ kind: "failed", retry: true });
});

test("[DLV-7] a post that is not answered is given up", async () => {
  const { transport } = await transportTo(() => undefined);
  expect(await transport.post("a=", "frame", 1)).toMatchObject({ kind: "failed" });
});

test("[DLV-9] there is a socket for each post that is under way", async () => {
  const held: ServerResponse[] = [];
  const { transport } = await transportTo((response) => {
    held.push(response);
    if (held.length === POSTS_IN_FLIGHT) for (const waiting of held) waiting.end();
  });
  const posts = Array.from({ length: POSTS_IN_FLIGHT }, () => transport.post("a=", "frame", AMPLE_MS));
  const outcomes = await Promise.all(posts);
  expect(outcomes.every(({ kind }) => kind === "delivered")).toBe(true);
});
