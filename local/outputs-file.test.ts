import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeOutputsFile } from "./outputs-file.ts";

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), "outputs-"))));
afterEach(() => rmSync(directory, { recursive: true }));

const content = (siteUrl: string) => ({
  outputs: { siteUrl },
  endpoints: { dynamodb: "http://localhost:1" },
  region: "us-east-1",
  credentials: { accessKeyId: "a", secretAccessKey: "b" },
});

test("the file holds what scripts need, for its owner alone, and goes with the cloud", () => {
  const path = join(directory, ".local", "outputs.json");
  const remove = writeOutputsFile(path, content("http://localhost:3000"));
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(content("http://localhost:3000"));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  remove();
  expect(existsSync(path)).toBe(false);
});

test("the file of a cloud that started later stays", () => {
  const path = join(directory, "outputs.json");
  const removeFirst = writeOutputsFile(path, content("http://localhost:3000"));
  writeOutputsFile(path, content("http://localhost:4000"));
  removeFirst();
  expect(JSON.parse(readFileSync(path, "utf8")).outputs.siteUrl).toBe("http://localhost:4000");
});
