import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { launchBrowser, openPage } from "./support/browser.ts";
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

test("the site comes from its sources, and an edit shows in the open page without a reload", async () => {
  const program = copyProgram();
  onTestFinished(program.remove);
  const cloud = await startCloud("--watch", "--vite", "frontend", "--program", program.directory);
  onTestFinished(() => void cloud.stop());
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const { page, complaints } = await openPage(browser, String(cloud.outputs.siteUrl));
  await page.getByText("Connected", { exact: true }).first().waitFor({ state: "attached" });
  await page.getByRole("heading", { name: "Nothing has been said yet" }).waitFor();
  await page.evaluate("window.loadedOnce = true");

  program.edit("frontend/src/components/empty-room.svelte", "Nothing has been said yet", "Not a word so far");
  await page.getByRole("heading", { name: "Not a word so far" }).waitFor();
  expect(await page.evaluate("window.loadedOnce")).toBe(true);
  expect(complaints).toEqual([]);
});
