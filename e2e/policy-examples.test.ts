// Every example in a preview by our own engine, as a pull request has it: nothing that AWS gives is known.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Engine } from "../local/engine/engine.ts";
import { RecordingProvider } from "../local/engine/testing/recording-provider.ts";
import { PolicyPack } from "../local/policy/policy-pack.ts";
import { rules } from "../policy/rules/index.ts";
import { byExample, examplesDirectory, expected, packDirectory } from "./support/examples.ts";

// It takes every resource as it comes: the examples are wrong for AWS as well, and are to be judged all the same.
const engine = new Engine({ provider: new RecordingProvider() });
let pack: PolicyPack;

beforeAll(async () => {
  pack = await PolicyPack.start(packDirectory, "examples");
});
afterAll(async () => {
  pack?.stop();
  await engine.stop();
});

test("each example is caught by the rule that it is called after, and by no other", async () => {
  const result = await engine.run({ directory: examplesDirectory, stack: "examples", preview: true });
  expect(result.diagnostics).toEqual([]);
  const { diagnostics } = await pack.judge(result);
  const violations = diagnostics.flatMap(({ urn, message }) =>
    urn ? [{ urn, rule: message.split(":")[0] ?? "" }] : [],
  );
  expect(byExample(violations)).toEqual(expected);
});

test("every rule has an example", () => {
  const caught = new Set(Object.values(expected).flat());
  expect(rules.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([]);
});
