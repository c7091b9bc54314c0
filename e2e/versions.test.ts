// Routes that lead to aliases: which version answers, before and after an update, and which alias may not be called.
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { isDeploy, repository, type RunningCloud, startCloud } from "./support/cloud.ts";
import { copyProgram, type ProgramCopy } from "./support/copy.ts";

let program: ProgramCopy;
let cloud: RunningCloud;
let socket: WebSocket;

beforeAll(async () => {
  program = copyProgram("e2e/programs/versions");
  for (const component of ["lambda-function.ts", "serverless-socket/serverless-socket.ts"]) {
    program.edit("index.ts", `../../../components/${component}`, `${repository}/components/${component}`);
  }
  cloud = await startCloud("--watch", "--program", program.directory);
  socket = new WebSocket(String(cloud.outputs.socketUrl));
  await once(socket, "open");
});
afterAll(async () => {
  socket?.terminate();
  await cloud?.stop();
  program.remove();
});

/** What comes back for a message to this route. */
async function answerOf(action: string) {
  socket.send(JSON.stringify({ action }));
  const [frame] = await once(socket, "message");
  return String(frame);
}

test("a message goes through the alias to the version that was published", async () => {
  expect(await answerOf("now")).toBe("hello from 1 as live");
});

test("an alias that the permission does not name is not called, and the terminal says what to add", async () => {
  const refusal = cloud.next((line) => line.kind === "refusal");
  expect(JSON.parse(await answerOf("barred"))).toMatchObject({ message: "Internal server error" });
  expect(await refusal).toMatchObject({
    ...{ service: "lambda", action: "InvokeFunction", code: "AccessDeniedException" },
    message: expect.stringContaining('aws.lambda.Permission with qualifier: "barred"'),
  });
});

test("an update publishes another version and leads the alias there, and the first stays as it was", async () => {
  const deployed = cloud.next(isDeploy);
  program.edit("handlers/speaker.ts", "hello", "goodbye");
  expect(await deployed).toMatchObject({ ok: true, changes: { update: 2 } });
  expect(await answerOf("now")).toBe("goodbye from 2 as live");
  expect(await answerOf("before")).toBe("hello from 1 as first");
});
