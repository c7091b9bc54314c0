import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** Runs code in a process of its own, since it is about how a process ends. */
function run(code: string) {
  const source = `
    import { ignoreStrayRejections } from "./stray-rejections.ts";
    import { compileViewerFunction } from "./viewer-function.ts";
    ignoreStrayRejections();
    ${code}
    setImmediate(() => setImmediate(() => console.log("alive")));`;
  const args = ["--input-type=module-typescript", "--eval", source];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: import.meta.dirname,
    encoding: "utf8",
  });
  return { stdout: stdout.trim(), stderr };
}

test("a promise that a function rejects and nobody awaits does not end the cloud", () => {
  const { stdout } = run(`
    const code = 'function handler(event) { Promise.reject(new Error("stray")); return event.request; }';
    const run = compileViewerFunction({ name: "f", runtime: "cloudfront-js-2.0", code });
    const request = { method: "GET", uri: "/", querystring: {}, headers: {}, cookies: {} };
    console.log(run(request, "127.0.0.1").uri);`);
  expect(stdout).toBe("/\nalive");
});

test("a rejection of our own does", () => {
  const { stdout, stderr } = run(`void Promise.reject(new Error("ours"));`);
  expect(stdout).toBe("");
  expect(stderr).toContain("Error: ours");
});
