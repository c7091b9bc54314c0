import { createServer } from "node:net";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { repository, runToEnd } from "./support/cloud.ts";
import { copyProgram } from "./support/copy.ts";

test("a busy port is named, with who holds it and the flag that moves us", async () => {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { code, errors } = await runToEnd("--port", String(port), "--program", "e2e/programs/raw");
  server.close();
  expect(code).toBe(1);
  expect(errors).toContain(`port ${port}`);
  expect(errors).toContain(`process ${process.pid}`);
  expect(errors).toContain("--port");
});

test("a program that throws shows its own stack trace, at its own lines", async () => {
  const { code, errors } = await runToEnd("--port", "0", "--program", "e2e/programs/throws");
  expect(code).toBe(1);
  expect(errors).toContain("there is no room to talk in");
  expect(errors).toMatch(/throws[/\\]index\.ts:8:/);
});

test("a config value of the wrong type is named with its key and what is allowed", async () => {
  const directory = mkdtempSync(join(repository, "e2e", "programs", "throws-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  cpSync(join(repository, "e2e", "programs", "throws"), directory, { recursive: true });
  writeFileSync(join(directory, "Pulumi.local.yaml"), "config:\n  throws:rate: fast\n");
  const { code, errors } = await runToEnd("--port", "0", "--program", directory);
  expect(code).toBe(1);
  for (const part of ["throws:rate", "fast", "integer"]) expect(errors).toContain(part);
});

test("a config value that the chat refuses is named with its key and what is allowed", async () => {
  const program = copyProgram();
  onTestFinished(program.remove);
  program.edit("Pulumi.local.yaml", "logRetentionDays: 1", "logRetentionDays: 2");
  const { code, errors } = await runToEnd("--port", "0", "--program", program.directory);
  expect(code).toBe(1);
  for (const part of ["logRetentionDays", "2", "14"]) expect(errors).toContain(part);
});

test("a handler that does not compile shows esbuild's message with file and line", async () => {
  const program = copyProgram();
  onTestFinished(program.remove);
  writeFileSync(join(program.directory, "handlers", "default.ts"), "export const handler = async () => {\n");
  const { code, errors } = await runToEnd("--port", "0", "--program", program.directory);
  expect(code).toBe(1);
  expect(errors).toMatch(/handlers\/default\.ts:\d+:\d+/);
  expect(errors).toContain("Unexpected end of file");
});

test("a folder without a program is named with what it lacks", async () => {
  const { code, errors } = await runToEnd("--port", "0", "--program", "docs");
  expect(code).toBe(1);
  expect(errors).toContain("Pulumi.yaml");
});

test.each([
  [["--host", "nowhere.invalid"], "--host nowhere.invalid is no name or address of this machine"],
  [["--dynamodb", "http://localhost:1"], "--dynamodb http://localhost:1 cannot be used: "],
])("what cannot be listened on or reached is named in a sentence: %j", async (flags, sentence) => {
  const { code, errors } = await runToEnd("--port", "0", "--program", "e2e/programs/raw", ...flags);
  expect([code, errors.trim().split("\n")]).toEqual([1, [expect.stringContaining(sentence)]]);
});

test("an unknown flag ends with the way to the list of flags", async () => {
  const { code, errors } = await runToEnd("--prot", "1");
  expect([code, errors]).toEqual([1, expect.stringContaining("--help")]);
});
