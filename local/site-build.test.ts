import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildSite } from "./site-build.ts";

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), "build-"))));
afterEach(() => rmSync(directory, { recursive: true }));

const never = new AbortController().signal;
const packageJson = (scripts: object) =>
  writeFileSync(join(directory, "package.json"), JSON.stringify({ scripts }));

test("the build script of the program runs in its folder", async () => {
  packageJson({ build: "echo built > site.html" });
  await buildSite(directory, never);
  expect(readFileSync(join(directory, "site.html"), "utf8")).toBe("built\n");
});

test("a program without a build script, or without package.json, has nothing to build", async () => {
  await buildSite(directory, never);
  packageJson({ test: "exit 1" });
  await buildSite(directory, never);
});

test("a failing build names the script and its exit code", async () => {
  packageJson({ build: "exit 3" });
  await expect(buildSite(directory, never)).rejects.toThrow("exit 3, exit code 3");
});

test("an abort ends a build that would go on for ever", async () => {
  packageJson({ build: "echo $$ > pid; while :; do :; done" });
  const abort = new AbortController();
  const build = buildSite(directory, abort.signal);
  abort.abort();
  await expect(build).rejects.toThrow("aborted");
});
