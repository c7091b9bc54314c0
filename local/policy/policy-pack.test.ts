// A pack in a process of its own, as a start has it.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Secret, unknown, type Props } from "../engine/values.ts";
import type { RunResult } from "../engine/run-result.ts";
import { openPack, POLICY_OFF } from "./open-pack.ts";
import { PolicyPack } from "./policy-pack.ts";

// A pack loads its SDK in a process of its own, which takes half a second on a quiet machine.
vi.setConfig({ testTimeout: 60_000 });

/** Judges `size` of each resource, and that `parent` of the stack's second comes from its first. */
const PACK = `
const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("sizes", { policies: [
  { name: "small", description: "Things are small.", enforcementLevel: "advisory", severity: "low",
    remediationSteps: "Make it smaller.", url: "https://example.com/small",
    configSchema: { properties: { limit: { type: "number", default: 10 } } },
    validateResource: ({ props, getConfig }, report) => {
      if (props.size > getConfig().limit) report("size is " + props.size);
    } },
  { name: "linked", description: "Things are linked.", enforcementLevel: "mandatory",
    validateStack: ({ resources }, report) => {
      for (const { urn, props, propertyDependencies } of resources)
        if (props.alone) report("comes from " + Object.keys(propertyDependencies).length, urn);
    } },
] });`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pack-"));
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "name": "sizes", "version": "1.0.0", "main": "pack.js" }');
  writeFileSync(
    join(folder, "PulumiPolicy.yaml"),
    "runtime: { name: nodejs, options: { typescript: false } }",
  );
  writeFileSync(join(folder, "pack.js"), PACK);
  writeFileSync(join(folder, "config.strict.json"), '{ "all": "mandatory", "small": { "limit": 5 } }');
  writeFileSync(join(folder, "config.wrong.json"), '{ "smal": "mandatory" }');
  writeFileSync(join(folder, "config.loud.json"), '{ "small": "loud" }');
  writeFileSync(join(folder, "config.quiet.json"), '{ "small": "disabled" }');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A run that made resources with these properties, called a, b, … */
function resultWith(...all: Props[]): RunResult {
  const resources = all.map((props, index) => {
    const name = String.fromCharCode("a".charCodeAt(0) + index);
    return {
      ...{ type: "test:index:Thing", name, urn: `urn:pulumi:s::p::test:index:Thing::${name}`, id: name },
      ...{ custom: true, external: false, inputs: props, outputs: props, dependencies: [] },
      ...{ parent: undefined, provider: undefined, region: undefined },
      ...{ replacementTrigger: undefined, initErrors: [] },
      propertyDependencies: {},
      options: {
        ...{ protect: false, retainOnDelete: false, deleteBeforeReplace: undefined, deletedWith: undefined },
        ...{ ignoreChanges: [], replaceOnChanges: [], additionalSecretOutputs: [], customTimeouts: {} },
      },
    };
  });
  const durations = { load: 0, program: 0, total: 0 };
  return { ok: true, outputs: {}, steps: [], resources, diagnostics: [], durations };
}

/** What the pack says of resources with these properties on a stack. */
const judged = (stack: string, ...all: Props[]) => judgedWith({ verbose: false }, stack, ...all);

async function judgedWith(options: { verbose: boolean }, stack: string, ...all: Props[]) {
  const pack = await PolicyPack.start(folder, stack);
  try {
    const { ok, diagnostics } = await pack.judge(resultWith(...all), options);
    return { ok, diagnostics };
  } finally {
    pack.stop();
  }
}

const A = "urn:pulumi:s::p::test:index:Thing::a";

test("an advisory rule warns, with its reason and its remedy, of the resource that it is about", async () => {
  expect(await judged("none", { size: 11 }, { size: 10 })).toEqual({
    ok: true,
    diagnostics: [
      {
        severity: "warning",
        urn: A,
        message:
          "small: size is 11\nWhy: Things are small. https://example.com/small\nTo mend it: Make it smaller.",
      },
    ],
  });
});

test("a mandatory rule fails the run, and a rule of the whole stack says which resource", async () => {
  const { ok, diagnostics } = await judged("none", { size: 1, alone: true });
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([
    { severity: "error", urn: A, message: expect.stringContaining("linked: ") },
  ]);
});

test("the stack's config sets the level of all rules and the settings of one; secrets are judged open", async () => {
  const { ok, diagnostics } = await judged("strict", { size: new Secret(6) });
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([{ severity: "error", urn: A }]);
});

test("a rule that is disabled says nothing", async () => {
  expect(await judged("quiet", { size: 11 })).toEqual({ ok: true, diagnostics: [] });
});

test("what a preview does not know is counted in one line, by rule", async () => {
  const message = "1 of 2 rules wait for values that a preview does not know; --verbose names them";
  expect(await judged("none", { size: unknown }, { size: unknown })).toEqual({
    ok: true,
    diagnostics: [{ severity: "warning", message }],
  });
});

test("what a preview does not know is named on demand, by rule and resource, in the order of their names", async () => {
  const [size, alone] = [{ size: unknown }, { alone: unknown }];
  const { diagnostics } = await judgedWith({ verbose: true }, "none", size, alone, size);
  expect(diagnostics).toEqual([
    {
      severity: "warning",
      message: "2 of 2 rules wait for values that a preview does not know:\nlinked: the stack\nsmall: a, c",
    },
  ]);
});

test("a run that failed is not judged", async () => {
  const pack = await PolicyPack.start(folder, "none");
  const failed = { ...resultWith({ size: 11 }), ok: false };
  expect(await pack.judge(failed)).toBe(failed);
  pack.stop();
});

test.for([
  ["wrong", /config\.wrong\.json: the pack has no rule "smal"/],
  ["loud", /config\.loud\.json: "loud" is no level; use advisory, mandatory, remediate, disabled/],
] as const)("a config that is not valid is refused by name: %s", async ([stack, message]) => {
  await expect(PolicyPack.start(folder, stack)).rejects.toThrow(message);
});

test("a pack that does not start says why", async () => {
  const broken = mkdtempSync(join(tmpdir(), "pack-"));
  symlinkSync(join(process.cwd(), "node_modules"), join(broken, "node_modules"));
  writeFileSync(join(broken, "PulumiPolicy.yaml"), "runtime: nodejs");
  writeFileSync(join(broken, "index.js"), 'throw new Error("out of order")');
  await expect(PolicyPack.start(broken, "none")).rejects.toThrow(/does not start:[^]*out of order/);
  rmSync(broken, { recursive: true });
});

test("a pack that is no TypeScript starts without a compiler", async () => {
  const loaded = "Object.keys(require.cache).filter((path) => /typescript\\.js$|ts-node.dist/.test(path))";
  const other = mkdtempSync(join(tmpdir(), "pack-"));
  symlinkSync(join(process.cwd(), "node_modules"), join(other, "node_modules"));
  writeFileSync(
    join(other, "PulumiPolicy.yaml"),
    "runtime: { name: nodejs, options: { typescript: false } }",
  );
  writeFileSync(
    join(other, "index.js"),
    `require("@pulumi/policy"); throw new Error("loaded:" + ${loaded} + ".")`,
  );
  await expect(PolicyPack.start(other, "none")).rejects.toThrow("loaded:.");
  rmSync(other, { recursive: true });
});

test("a program without a pack has none, and no pack is asked when policies are off", async () => {
  expect(await openPack(join(folder, "nowhere"), "none", undefined)).toBeUndefined();
  expect(await openPack(folder, "none", POLICY_OFF)).toBeUndefined();
  await expect(openPack(folder, "none", join(folder, "nowhere"))).rejects.toThrow(/no PulumiPolicy\.yaml/);
});
