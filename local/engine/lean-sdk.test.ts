// What the SDK's runner leaves out, in a program's own process.
import { afterAll, expect, test, vi } from "vitest";
import { Engine } from "./engine.ts";
import { RecordingProvider } from "./testing/recording-provider.ts";
import { TemporaryProgram } from "./testing/temporary-program.ts";

// A run loads the SDK in a process of its own, which takes a second on a quiet machine.
vi.setConfig({ testTimeout: 60_000 });

const engine = new Engine({ provider: new RecordingProvider() });
afterAll(() => engine.stop());

async function outputsOf(body: string) {
  using program = new TemporaryProgram(body);
  const { diagnostics, outputs } = await engine.run({
    directory: program.directory,
    stack: "test",
    preview: false,
  });
  expect(diagnostics).toEqual([]);
  return outputs;
}

const LOADED = `
import { createRequire } from "node:module";
const loaded = () => Object.keys(createRequire(import.meta.url).cache)
  .filter((path) => /typescript\\.js$|arborist.lib.index\\.js$|source-map-support\\.js$/.test(path)).map((path) => path.split(/[\\\\/]/).at(-1));
`;

test("a program that serializes no function runs without a compiler, npm's trees and source maps", async () => {
  // npm's trees are there as what stands for them.
  expect(await outputsOf(`${LOADED} export const files = loaded();`)).toEqual({ files: ["index.js"] });
});

test("a program that serializes a function gets its code, and the packages that it needs", async () => {
  const outputs = await outputsOf(`
    const answer = 42;
    export const code = (await pulumi.runtime.serializeFunction(() => answer)).text;
    // The program depends on none.
    export const packages = (await pulumi.runtime.computeCodePaths()).size;
  `);
  expect(outputs).toEqual({ code: expect.stringContaining("return () => answer;"), packages: 0 });
});
