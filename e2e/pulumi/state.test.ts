import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { backendDirectory } from "../../local/pulumi/environment.ts";
import { copyProgram, type ProgramCopy } from "../support/copy.ts";
import { changesOf, openStack, type RealStack } from "./stack.ts";

let program: ProgramCopy;
let run: RealStack;

beforeAll(async () => {
  program = copyProgram("e2e/programs/small");
  run = await openStack(program.directory);
});

afterAll(async () => {
  await run?.close();
  program?.remove();
});

/** A file of Pulumi's backend, where its file storage keeps it. */
const backendFile = (...path: string[]) => join(backendDirectory(program.directory), ".pulumi", ...path);

// Each test goes on from where the one before it left the stack.

test("a creation that fails half-way is told, and the next one goes on from there", async () => {
  vi.spyOn(run.cloud.dynamodb, "updateTimeToLive").mockRejectedValueOnce(new Error("not today"));
  await expect(run.stack.up()).rejects.toThrow("not today");

  const { summary } = await run.stack.up();
  // The table is there but for its expiry; the function and the policy waited for it.
  expect(changesOf(summary.resourceChanges)).toEqual({ update: 1, create: 2 });
  await run.stack.preview({ expectNoChanges: true });
});

test("a change that is refused half-way leaves the old inputs in the state, and the next update makes it again", async () => {
  const reader = async () => {
    const { deployment } = await run.stack.exportStack();
    return deployment.resources.find(({ urn }: { urn: string }) => urn.endsWith("Function::reader"));
  };
  const before = await reader();
  program.edit("index.ts", "async () => 1", "async () => 2");
  // The code is there by then.
  vi.spyOn(run.cloud.lambda, "updateFunctionConfiguration").mockRejectedValueOnce(new Error("not today"));
  await expect(run.stack.up()).rejects.toThrow("not today");
  expect((await reader()).inputs).toEqual(before.inputs);

  expect(changesOf((await run.stack.up()).summary.resourceChanges)).toEqual({ update: 1 });
  expect((await reader()).inputs).not.toEqual(before.inputs);
  await run.stack.preview({ expectNoChanges: true });
});

test("a state that somebody else has locked is left as it is, with Pulumi's own remedy", async () => {
  const state = readFileSync(backendFile("stacks", "small", "local.json"));
  const lock = backendFile("locks", "organization", "small", "local", "somebody-else.json");
  mkdirSync(dirname(lock), { recursive: true });
  const holder = { pid: 1, username: "somebody", hostname: "else", timestamp: "2026-01-01T00:00:00Z" };
  writeFileSync(lock, JSON.stringify(holder));
  program.edit("index.ts", "async () => 2", "async () => 3");
  await expect(run.stack.up()).rejects.toThrow(/the stack is currently locked by 1 lock/);
  expect(readFileSync(backendFile("stacks", "small", "local.json"))).toEqual(state);
  rmSync(lock);
  expect(changesOf((await run.stack.up()).summary.resourceChanges)).toEqual({ update: 1 });
});

test("a damaged state is an error of Pulumi's, and is not written over", async () => {
  const file = backendFile("stacks", "small", "local.json");
  const damaged = readFileSync(file, "utf8").slice(0, -100);
  writeFileSync(file, damaged);
  await expect(run.stack.up()).rejects.toThrow("failed to load checkpoint");
  expect(readFileSync(file, "utf8")).toBe(damaged);
  expect(run.cloud.lambda.listFunctions()).toHaveLength(1);
});
