import { describe, expect, test } from "vitest";
import { bundle } from "./bundle.ts";
import { BundleError } from "./errors.ts";
import { folderOf } from "./testing.ts";

const HANDLER = `import { greet } from "./greet.ts"; export const handler = async () => greet("you");`;
const GREET = `export const greet = (name: string) => "hello " + name; export const unused = "never called";`;

/** Bundles one file among others and gives its code. */
function codeOf(files: Record<string, string>, entry = "send.ts") {
  return bundle([`${folderOf(files)}/${entry}`])[0]!.code;
}

/** Runs a bundle as Lambda would: as an ES module. */
function load(code: string): Promise<{ handler: () => Promise<unknown> }> {
  return import(/* @vite-ignore */ `${folderOf({ "index.mjs": code })}/index.mjs`);
}

describe("a bundle", () => {
  test("is one module with everything the handler imports", async () => {
    const { handler } = await load(codeOf({ "send.ts": HANDLER, "greet.ts": GREET }));
    expect(await handler()).toBe("hello you");
  });

  test("leaves out what is not used", () => {
    expect(codeOf({ "send.ts": HANDLER, "greet.ts": GREET })).not.toContain("never called");
  });

  test("has the same bytes for the same sources, wherever they are", () => {
    const files = { "send.ts": HANDLER, "greet.ts": GREET };
    expect(codeOf(files)).toBe(codeOf(files));
  });

  test("has the same bytes whether it is made alone or with others", () => {
    const folder = folderOf({
      "send.ts": HANDLER,
      "greet.ts": GREET,
      "sync.ts": "export const handler = 1;",
    });
    const [alone] = bundle([`${folder}/send.ts`]);
    const [, together] = bundle([`${folder}/sync.ts`, `${folder}/send.ts`]);
    expect(together).toEqual(alone);
  });

  test("says nothing about where its sources were", () => {
    const folder = folderOf({ "send.ts": HANDLER, "greet.ts": GREET });
    expect(bundle([`${folder}/send.ts`])[0]!.code).not.toContain(folder);
  });

  test("can hold CommonJS that requires modules of Node", async () => {
    const code = codeOf({
      "send.ts": `import { base } from "./old.cjs"; export const handler = async () => base;`,
      "old.cjs": `exports.base = require("node:path").basename("/a/b");`,
    });
    const { handler } = await load(code);
    expect(await handler()).toBe("b");
  });

  test("has no banner where nothing is required", () => {
    expect(codeOf({ "send.ts": HANDLER, "greet.ts": GREET })).not.toContain("createRequire");
  });
});

describe("a handler that cannot be bundled", () => {
  test.each([
    ["a syntax error", "export const handler = ;", /send\.ts:1:23: ERROR: Unexpected ";"/],
    ["no handler in it", "export const handle = 1;", /send\.ts: it exports no handler/],
    ["a missing import", `import "./gone.ts";`, /send\.ts:1:7: ERROR: Could not resolve ".\/gone.ts"/],
  ])("fails with file and reason for %s", (_case, source, message) => {
    const file = `${folderOf({ "send.ts": source })}/send.ts`;
    expect(() => bundle([file])).toThrow(BundleError);
    expect(() => bundle([file])).toThrow(message);
  });
});
