import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isSource, watchSources } from "./watch.ts";

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), "watch-"))));
afterEach(() => rmSync(directory, { recursive: true }));

test("sources are what people edit, not what tools make or Vite watches by itself", () => {
  expect(isSource(join("handlers", "send.ts"), ["frontend"])).toBe(true);
  for (const file of [
    "node_modules/x.js",
    "frontend/src/App.svelte",
    ".git/HEAD",
    ".local/outputs.json",
    "site/dist/a.js",
  ]) {
    expect(isSource(join(...file.split("/")), ["frontend"])).toBe(false);
  }
});

test("a changed source calls back, and the undo ends the watch", async () => {
  mkdirSync(join(directory, "handlers"));
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = watchSources(directory, [], async () => resolve());
  writeFileSync(join(directory, "handlers", "send.ts"), "export {}");
  await promise;
  stop();
});
