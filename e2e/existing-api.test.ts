// A socket on an API that the component has not made: it works, or it is refused before anything is made.
import { GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { once } from "node:events";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { clientsOf } from "./support/aws.ts";
import { type RunningCloud, runToEnd, startCloud } from "./support/cloud.ts";

const PROGRAM = ["--program", "e2e/programs/existing-api"];

let cloud: RunningCloud;

beforeAll(async () => {
  cloud = await startCloud(...PROGRAM);
});
afterAll(() => cloud?.stop());

test.for([
  ["made", "live"],
  ["found", "second"],
] as const)(
  "on an API that is %s, what a client says goes through its route and back by CALLBACK_URL",
  async ([which, stage]) => {
    const url = String(cloud.outputs[`${which}Url`]);
    expect(new URL(url).pathname).toBe(`/${stage}`);
    const socket = new WebSocket(url);
    onTestFinished(() => socket.terminate());
    await once(socket, "open");
    const said = JSON.stringify({ kind: "echo", text: which });
    socket.send(said);
    const [frame] = await once(socket, "message");
    expect(String(frame)).toBe(said);
  },
);

test("there is no API but those that the program made itself", async () => {
  const { Items = [] } = await clientsOf(cloud).apigateway.send(new GetApisCommand({}));
  expect(Items.map(({ ApiId }) => ApiId).sort()).toEqual(
    [String(cloud.outputs.madeId), String(cloud.outputs.thereId)].sort(),
  );
});

test.for([
  ["a preview", ["--preview"]],
  ["a start", ["--port", "0", "--no-open"]],
] as const)("an API that cannot be reached fails %s, in a sentence and by name", async ([, flags]) => {
  process.env.ENDPOINT = "off";
  onTestFinished(() => void delete process.env.ENDPOINT);
  const { code, errors } = await runToEnd(...flags, ...PROGRAM);
  expect(code).toBe(1);
  expect(errors).toContain(
    `ServerlessSocket "on-made" cannot be created:
  - api.disableExecuteApiEndpoint is true: without a domain there is no other way in. Add domain, or set it to false on that API.`,
  );
  expect(errors).not.toMatch(/ {4}at |serializing/);
});
