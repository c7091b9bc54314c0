import { afterEach, describe, expect, test, vi } from "vitest";
import { Engine } from "./engine.ts";
import { renderDiagnostic, renderPlan } from "./plan.ts";
import type { LogLine, RunResult } from "./run-result.ts";
import { RecordingProvider } from "./testing/recording-provider.ts";
import { TemporaryProgram } from "./testing/temporary-program.ts";
import { Secret, unknown } from "./values.ts";

// A run loads the SDK in a process of its own, which takes a second on a quiet machine.
vi.setConfig({ testTimeout: 60_000 });

const engines: Engine[] = [];

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()));
});

function start() {
  const provider = new RecordingProvider();
  const engine = new Engine({ provider });
  engines.push(engine);
  const logged: LogLine[] = [];
  const run = (program: TemporaryProgram, preview = false, config = {}) =>
    engine.run({
      directory: program.directory,
      stack: "local",
      config,
      preview,
      onLog: (line) => logged.push(line),
    });
  return { provider, engine, run, logged };
}

function stepsOf({ steps }: RunResult) {
  return steps.map(({ op, name }) => `${op} ${name}`);
}

function errorsOf({ diagnostics }: RunResult) {
  return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

describe("a program", () => {
  test("is previewed, run, and run again when it has changed", async () => {
    using program = new TemporaryProgram(`
      const group = new Group("group");
      const first = new Thing("first", { key: pulumi.secret("s3cret"), list: [1, null] }, { parent: group });
      const second = new Thing("second", { from: first.out, group }, { dependsOn: first });
      const gone = new Thing("gone", { from: second.out });
      console.log("about to end");
      pulumi.log.info("by the way");
      pulumi.log.warn("mind the gap", second);
      export const out = second.out;
      export const secret = first.password;
      export const id = second.id;
    `);
    const { provider, run, logged } = start();

    const preview = await run(program, true);
    expect(preview.ok).toBe(true);
    expect(provider.calls).toEqual([]);
    expect(stepsOf(preview)).toEqual([
      "create test-local",
      "create group",
      "create first",
      "create second",
      "create gone",
    ]);
    expect(preview.outputs).toEqual({ out: unknown, secret: unknown, id: unknown });
    expect(preview.resources.find(({ name }) => name === "second")?.inputs.from).toBe(unknown);

    const made = await run(program);
    expect(errorsOf(made)).toEqual([]);
    expect(provider.calls).toEqual(["create first", "create second", "create gone"]);
    expect(made.outputs).toEqual({ out: "out of second-2", secret: "hush", id: "second-2" });
    const first = made.resources.find(({ name }) => name === "first");
    const second = made.resources.find(({ name }) => name === "second");
    expect(first).toMatchObject({
      urn: "urn:pulumi:local::test::test:index:Group$test:index:Thing::first",
      parent: "urn:pulumi:local::test::test:index:Group::group",
      inputs: { key: new Secret("s3cret"), list: [1, null] },
      outputs: { key: new Secret("s3cret") },
    });
    expect(provider.inputs.get("first")).toEqual({ key: "s3cret", list: [1, null] });
    expect(provider.inputs.get("second")).toEqual({
      from: "out of first-1",
      group: "urn:pulumi:local::test::test:index:Group::group",
    });
    expect(second?.dependencies).toContain(first?.urn);
    expect(second?.propertyDependencies.from).toEqual([first?.urn]);
    expect(logged).toContainEqual({ message: "about to end", stream: "stdout" });
    expect(logged).toContainEqual({ message: "by the way", stream: "log" });
    expect(made.diagnostics).toEqual([{ severity: "warning", message: "mind the gap", urn: second?.urn }]);

    const unchanged = await run(program);
    expect(new Set(unchanged.steps.map(({ op }) => op))).toEqual(new Set(["same"]));

    provider.calls.length = 0;
    program.become(`
      const group = new Group("group");
      const first = new Thing("first", { key: "open", list: [1] }, { parent: group });
      const second = new Thing("second", { from: first.out, group, size: 2 });
    `);
    const changed = await run(program);
    expect(provider.calls).toEqual(["update first", "create second", "delete gone", "delete second"]);
    expect(changed.steps.map(({ op, name, diff }) => [op, name, diff])).toEqual([
      ["same", "test-local", []],
      ["same", "group", []],
      ["update", "first", ["key", "list"]],
      ["replace", "second", ["from", "size"]],
      ["delete", "gone", []],
    ]);
    expect(changed.resources.map(({ name }) => name)).toEqual(["test-local", "group", "first", "second"]);
  });

  test("gets its configuration, functions of the provider, and what exists already", async () => {
    using program = new TemporaryProgram(
      `
      const config = new pulumi.Config();
      export const count = config.requireNumber("count");
      export const token = config.requireSecret("token");
      export const list = config.requireObject("list");
      export const stack = pulumi.getStack() + "/" + pulumi.getOrganization();
      const provider = new (class extends pulumi.ProviderResource {})("aws", "east", { region: "eu-west-1" });
      export const echo = pulumi.runtime.invokeOutput("test:index:echo", { say: new Thing("a").out }, { provider });
      export const region = new Thing("b", {}, { provider }).region;
      export const found = new Thing("c", {}, { id: "known" }).out;
      export const refused = await pulumi.runtime.invoke("test:index:nothing", {}).catch((error) => error.message);
    `,
      {
        "Pulumi.yaml": `
          name: test
          runtime: { name: nodejs, options: { typescript: false } }
          main: index.ts
          config:
            count: { type: integer, default: 1 }
            token: { type: string, secret: true }
            list: { type: array, items: { type: string } }
        `,
        "Pulumi.local.yaml": "config: { test:token: t0ken, test:list: [a, b] }",
      },
    );
    const { provider, run } = start();
    provider.existing.set("known", { out: "there before" });
    const result = await run(program, false, { count: 3 });
    expect(errorsOf(result)).toEqual([]);
    expect(result.outputs).toEqual({
      count: 3,
      token: new Secret("t0ken"),
      list: ["a", "b"],
      stack: "local/organization",
      echo: { say: "out of a-1", region: "eu-west-1" },
      region: "eu-west-1",
      found: "there before",
      refused: "there is no function test:index:nothing",
    });
    expect(stepsOf(result)).toContain("read c");
  });

  test("gives the same plan twice, and another line for the one function whose file changed", async () => {
    using program = new TemporaryProgram(
      `
      const code = (file: string) => new pulumi.asset.AssetArchive({
        "index.mjs": new pulumi.asset.FileAsset(file),
        "package.json": new pulumi.asset.StringAsset("{}"),
      });
      const a = new Thing("a", { code: code("a.mjs") });
      new Thing("b", { code: code("b.mjs"), from: a.out });
    `,
      { "a.mjs": "export const a = 1;", "b.mjs": "export const b = 1;" },
    );
    const plan = async () => renderPlan(await start().run(program, true)).split("\n");
    const before = await plan();
    expect(before.at(-2)).toBe("Resources: 3 to create");
    expect(await plan()).toEqual(before);
    program.write("b.mjs", "export const b = 2;");
    const changed = (await plan()).filter((line, index) => line !== before[index]);
    expect(changed).toEqual([
      expect.stringMatching(
        /^\+ {2}create {3}[0-9a-f]{12} {2}test:index:Thing {2}urn:pulumi:local::test::test:index:Thing::b$/,
      ),
    ]);
  });
});

describe("a failure", () => {
  test("in the program is told with its stack, and deletes nothing", async () => {
    using program = new TemporaryProgram('new Thing("a"); new Thing("b");');
    const { provider, run } = start();
    await run(program);
    program.become('new Thing("a");\n\nthrow new Error("out of luck");');
    const result = await run(program);
    expect(result.ok).toBe(false);
    expect(errorsOf(result)[0]).toMatch(/out of luck\n(.*\n)*.*index\.ts:4:7/);
    expect(provider.calls).not.toContain("delete b");

    program.become('console.error("on its way"); process.exit(7);');
    expect(errorsOf(await run(program))).toEqual(["the program exited with code 7"]);
  });

  test("of a resource ends the run, keeps what was made, and the next run goes on from there", async () => {
    const text = (args: string) => `
      const a = new Thing("a");
      const b = new Thing("b", { from: a.out, ${args} });
      new Thing("c", { from: b.out });
      setInterval(() => {}, 1000);
    `;
    using program = new TemporaryProgram(text('fail: "AccessDenied: not today"'));
    const { provider, run } = start();
    const failed = await run(program);
    expect(failed.ok).toBe(false);
    expect(failed.diagnostics.map(renderDiagnostic)).toEqual([
      "test:index:Thing (b):\n  error: AccessDenied: not today",
    ]);
    expect(failed.resources.map(({ name }) => name)).toEqual(["test-local", "a"]);

    program.become(text("invalid: 1"));
    expect(errorsOf(await run(program, true))).toEqual([
      "test:index:Thing resource 'b' has a problem: this is never valid. Examine values at 'b.invalid'.",
    ]);

    program.become(text("").replace(/setInterval.*/, ""));
    expect((await run(program)).ok).toBe(true);
    expect(provider.calls).toEqual(["create a", "create b", "create c"]);
  });

  test("is a resource that is registered twice", async () => {
    using program = new TemporaryProgram('new Thing("a"); new Thing("a");');
    const urn = "urn:pulumi:local::test::test:index:Thing::a";
    expect(errorsOf(await start().run(program))).toEqual([
      `Duplicate resource URN '${urn}'; try giving it a unique name`,
    ]);
  });

  test.each([
    ['new Group("a", {}, { transforms: [() => undefined] });', "transforms"],
    ['new pulumi.StackReference("other");', "the resource type pulumi:pulumi:StackReference"],
  ])("is what the engine does not do: %s", async (body, what) => {
    using program = new TemporaryProgram(body);
    const errors = errorsOf(await start().run(program, true));
    expect(errors.join("\n")).toContain(
      `${what}: the in-process engine does not do this; run the program with the Pulumi CLI`,
    );
  });

  test("is a run that is cancelled; a second run at the same time is refused", async () => {
    using program = new TemporaryProgram('console.log("waiting"); setInterval(() => {}, 1000);');
    const { engine } = start();
    const options = { directory: program.directory, stack: "local", preview: false };
    const running = engine.run({
      ...options,
      onLog: ({ message }) => message === "waiting" && engine.cancel(),
    });
    await expect(engine.run(options)).rejects.toThrow("a run is under way");
    expect(errorsOf(await running)).toEqual(["the program was ended before it was through"]);
  });
});
