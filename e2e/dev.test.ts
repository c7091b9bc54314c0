import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isDeploy, startCloud } from "./support/cloud.ts";
import { copyProgram } from "./support/copy.ts";

const nextFrame = async (socket: WebSocket) => {
  const [event] = (await once(socket, "message")) as [MessageEvent];
  return event.data;
};

test("a changed handler is live while sockets stay open, and one that does not compile leaves the old one live", async () => {
  const program = copyProgram();
  onTestFinished(program.remove);
  const cloud = await startCloud("--watch", "--program", program.directory);
  onTestFinished(() => void cloud.stop());
  const socket = new WebSocket(String(cloud.outputs.socketUrl));
  await once(socket, "open");
  const answer = async () => {
    const frame = nextFrame(socket);
    socket.send("no json");
    return frame;
  };
  expect(await answer()).toContain('"error"');

  const deployed = cloud.next(isDeploy);
  writeFileSync(
    join(program.directory, "handlers", "default.ts"),
    `export const handler = async () => ({ statusCode: 200, body: "edited" });\n`,
  );
  expect(await deployed).toMatchObject({ ok: true, changes: { update: 1 } });
  expect(await answer()).toBe("edited");

  const refused = cloud.next(isDeploy);
  writeFileSync(join(program.directory, "handlers", "default.ts"), "export const handler = (\n");
  const { ok, diagnostics } = await refused;
  expect([ok, diagnostics.join("\n")]).toEqual([
    false,
    expect.stringMatching(/handlers\/default\.ts:\d+:\d+/),
  ]);
  expect(await answer()).toBe("edited");
  socket.close();
});
