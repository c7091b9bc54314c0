import { describe, expect, test } from "vitest";
import { InitFailedError } from "../provider/errors.ts";
import { Deployment } from "./deployment.ts";
import type { Goal } from "./goal.ts";
import { NO_OPTIONS, type ResourceOptions, State } from "./state.ts";
import { RecordingProvider } from "./testing/recording-provider.ts";
import { makeUrn } from "./urn.ts";
import { Secret, unknown } from "./values.ts";
import type { Props } from "./values.ts";

const type = "test:index:Thing";
const urnOf = (name: string, parent?: string) => makeUrn("local", "test", parent, type, name);

interface Wanted extends Partial<Omit<Goal, "options">> {
  options?: Partial<ResourceOptions>;
}

function goalOf(name: string, inputs: Props, { options, ...wanted }: Wanted = {}): Goal {
  return {
    type,
    name,
    custom: true,
    parent: undefined,
    provider: undefined,
    inputs,
    dependencies: [],
    propertyDependencies: {},
    aliases: [],
    replacementTrigger: undefined,
    replaceWith: [],
    ...wanted,
    options: { ...NO_OPTIONS, ...options },
  };
}

/** Runs of one stack, one after the other. */
function stack() {
  const provider = new RecordingProvider();
  const state = new State();
  const run = async (goals: Goal[], preview = false) => {
    provider.calls.length = 0;
    const deployment = new Deployment({
      provider,
      state: preview ? state.copy() : state,
      place: { stack: "local", project: "test", directory: "." },
      preview,
      onEvent: () => {},
    });
    for (const goal of goals) await deployment.register(goal, () => goal).catch(() => undefined);
    await deployment.finish();
    return {
      calls: [...provider.calls],
      steps: deployment.record.steps.map(({ op, name }) => `${op} ${name}`),
      errors: deployment.record.diagnostics.map(({ message }) => message),
      find: (name: string) => deployment.find(urnOf(name)),
    };
  };
  return { provider, state, run };
}

describe("a second run", () => {
  test("deletes what is not registered any more, dependents first", async () => {
    const { run, state } = stack();
    const group = goalOf("group", {}, { custom: false });
    await run([group, goalOf("a", {}), goalOf("b", {}, { dependencies: [urnOf("a")] }), goalOf("c", {})]);
    const { calls, steps } = await run([goalOf("c", {})]);
    expect(calls).toEqual(["delete b", "delete a"]);
    expect(steps).toEqual(["same c", "delete b", "delete a", "delete group"]);
    expect([...state.resources.keys()]).toEqual([urnOf("c")]);
  });

  test("creates a replacement before it deletes, or after when asked to", async () => {
    const { run } = stack();
    await run([goalOf("a", { size: 1 })]);
    expect((await run([goalOf("a", { size: 2 })])).calls).toEqual(["create a", "delete a"]);
    const options = { deleteBeforeReplace: true };
    expect((await run([goalOf("a", { size: 3 }, { options })])).calls).toEqual(["delete a", "create a"]);
  });

  test("replaces with a resource that is deleted first those that could not outlive it", async () => {
    const { run } = stack();
    const goals = (size: number) => [
      goalOf("a", { size }, { options: { deleteBeforeReplace: true } }),
      goalOf("b", { size: "of a" }, { propertyDependencies: { size: [urnOf("a")] } }),
      goalOf("c", { key: "of a" }, { propertyDependencies: { key: [urnOf("a")] } }),
      goalOf("d", { size: "of b" }, { propertyDependencies: { size: [urnOf("b")] } }),
    ];
    await run(goals(1));
    const preview = await run(goals(2), true);
    const { calls, steps } = await run(goals(2));
    expect(calls).toEqual(["delete d", "delete b", "delete a", "create a", "create b", "create d"]);
    expect(steps).toEqual(["replace a", "replace b", "same c", "replace d"]);
    expect(preview).toMatchObject({ calls: [], steps });
    expect((await run(goals(3).slice(0, 1))).steps).toEqual([
      "replace a",
      "delete d",
      "delete b",
      "delete c",
    ]);
  });

  test("replaces for replaceOnChanges, replaceWith, a trigger, and a provider of another region", async () => {
    const { run } = stack();
    const east = makeUrn("local", "test", undefined, "pulumi:providers:aws", "east");
    const goals = (value: string) => [
      goalOf("east", { region: value }, { type: "pulumi:providers:aws" }),
      goalOf("on", { tags: { one: value, two: "2" } }, { options: { replaceOnChanges: ["tags.one"] } }),
      goalOf("with", {}, { replaceWith: [urnOf("on")] }),
      goalOf("trigger", {}, { replacementTrigger: value }),
      goalOf("there", {}, { provider: `${east}::id` }),
      goalOf("still", { tags: { one: "1" } }, { options: { replaceOnChanges: ["tags.*"] } }),
    ];
    await run(goals("1"));
    expect((await run(goals("1"))).calls).toEqual([]);
    expect((await run(goals("2"))).steps).toEqual([
      "replace east",
      "replace on",
      "replace with",
      "replace trigger",
      "replace there",
      "same still",
    ]);
  });

  test("leaves as it was what ignoreChanges names", async () => {
    const { run } = stack();
    const options = { ignoreChanges: ["size", 'tags["a.b"]', "list[0]"] };
    await run([goalOf("a", { size: 1, tags: { "a.b": 1 }, list: [1, 2] }, { options })]);
    const inputs = { size: 2, tags: { "a.b": 2, c: 3 }, list: [9, 2] };
    const { steps, find } = await run([goalOf("a", inputs, { options })]);
    expect(steps).toEqual(["update a"]);
    expect(find("a")?.inputs).toEqual({ size: 1, tags: { "a.b": 1, c: 3 }, list: [1, 2] });

    const missing = await run([goalOf("a", { size: 1 }, { options })]);
    expect(missing.errors).toEqual([
      'cannot ignore changes to the following properties because one or more elements of the path are missing: "tags["a.b"]"',
    ]);
  });

  test("neither deletes nor replaces what is protected", async () => {
    const { run, state } = stack();
    const options = { protect: true };
    await run([goalOf("a", { size: 1 }, { options })]);
    const replaced = await run([goalOf("a", { size: 2 }, { options })]);
    expect(replaced.errors[0]).toMatch(/^unable to replace resource ".*::a"\nas it is currently marked/);
    const deleted = await run([]);
    expect(deleted.errors[0]).toMatch(/^resource ".*::a" cannot be deleted\nbecause it is protected/);
    expect([...replaced.calls, ...deleted.calls]).toEqual([]);
    expect(state.get(urnOf("a"))?.inputs).toEqual({ size: 1 });

    const preview = await run([goalOf("a", { size: 2 }, { options }), goalOf("b", {})], true);
    expect(preview.steps).toEqual(["replace a", "create b"]);
    expect(preview.errors).toHaveLength(1);
    expect((await run([goalOf("a", { size: 2 })])).calls).toEqual(["create a", "delete a"]);
  });

  test("forgets without deleting what is retained, goes along with another, or was only read", async () => {
    const { run, state, provider } = stack();
    provider.existing.set("theirs", {});
    await run([
      goalOf("kept", {}, { options: { retainOnDelete: true } }),
      goalOf("whole", {}),
      goalOf("part", {}, { options: { deletedWith: urnOf("whole") } }),
    ]);
    expect(await run([])).toMatchObject({
      calls: ["delete whole"],
      steps: ["delete part", "delete whole", "delete kept"],
    });
    expect(state.resources.size).toBe(0);
  });

  test("knows a resource again by its alias, and children by that of their component", async () => {
    const { run, state } = stack();
    const was = goalOf("was", {}, { custom: false });
    await run([was, goalOf("was-child", { key: 1 }, { parent: urnOf("was") })]);
    const is = goalOf("is", {}, { custom: false, aliases: [{ name: "was" }] });
    const { steps } = await run([is, goalOf("is-child", { key: 2 }, { parent: urnOf("is") })]);
    expect(steps).toEqual(["same is", "update is-child"]);
    expect([...state.resources.keys()]).toEqual([urnOf("is"), urnOf("is-child", urnOf("is"))]);
  });
});

describe("a failed run", () => {
  test("leaves a replaced resource for the next one to delete", async () => {
    const { run } = stack();
    await run([goalOf("a", { size: 1 }), goalOf("b", {})]);
    const failed = await run([goalOf("a", { size: 2 }), goalOf("b", { fail: "no" })]);
    expect(failed).toMatchObject({ calls: ["create a"], errors: ["no"] });
    expect((await run([goalOf("a", { size: 2 }), goalOf("b", {})])).calls).toEqual(["delete a"]);
  });

  test("keeps what was made but not wholly, and the next one updates it", async () => {
    const { run, provider } = stack();
    const create = provider.create.bind(provider);
    provider.create = async (request) => {
      const made = await create(request);
      throw new InitFailedError(new Error("no backups today"), { ...made, inputs: request.inputs });
    };
    const failed = await run([goalOf("a", { key: 1 })]);
    provider.create = create;
    expect(failed).toMatchObject({ calls: ["create a"], steps: [], errors: ["no backups today"] });
    expect(failed.find("a")).toMatchObject({ id: "a-1", initErrors: ["no backups today"] });

    const mended = await run([goalOf("a", { key: 1 })]);
    expect(mended).toMatchObject({ calls: ["update a"], steps: ["update a"], errors: [] });
    expect((await run([goalOf("a", { key: 1 })])).steps).toEqual(["same a"]);
  });

  test("keeps what was updated but not wholly, as the next one is to find it", async () => {
    const { run, provider } = stack();
    await run([goalOf("a", { key: 1 })]);
    const update = provider.update.bind(provider);
    provider.update = async ({ id, inputs }) => {
      throw new InitFailedError(new Error("no backups today"), { id, inputs, outputs: inputs });
    };
    const failed = await run([goalOf("a", { key: 2 })]);
    expect(failed.find("a")).toMatchObject({ id: "a-1", inputs: { key: 1 }, outputs: { key: 2 } });
    provider.update = update;
    expect((await run([goalOf("a", { key: 2 })])).steps).toEqual(["update a"]);
  });

  test("begins nothing new, and ends when what is under way has ended", async () => {
    const provider = new RecordingProvider();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const create = provider.create.bind(provider);
    provider.create = async (request) => {
      if (request.urn === urnOf("slow")) await gate;
      return create(request);
    };
    const deployment = new Deployment({
      provider,
      state: new State(),
      place: { stack: "local", project: "test", directory: "." },
      preview: false,
      onEvent: () => {},
    });
    const register = (goal: Goal) => deployment.register(goal, () => goal);
    const slow = register(goalOf("slow", {}));
    await expect(register(goalOf("bad", { fail: "no" }))).rejects.toThrow("no");
    await expect(register(goalOf("late", {}))).rejects.toThrow("the run has ended");
    open();
    await slow;
    await deployment.stopped;
    expect(provider.calls).toEqual(["create slow"]);
    expect(deployment.find(urnOf("slow"))?.id).toBe("slow-1");
  });
});

describe("secrets", () => {
  test("stay marked in inputs and outputs, and come plain to the provider", async () => {
    const { run, provider } = stack();
    const inputs = { nested: { key: new Secret("k"), open: 1 }, list: [new Secret("l"), 2] };
    const options = { additionalSecretOutputs: ["password"] };
    const { find } = await run([goalOf("a", inputs, { options })]);
    expect(provider.inputs.get("a")).toEqual({ nested: { key: "k", open: 1 }, list: ["l", 2] });
    const marked = { nested: { key: new Secret("k"), open: 1 }, list: new Secret(["l", 2]) };
    expect(find("a")?.inputs).toEqual(marked);
    expect(find("a")?.outputs).toMatchObject({ ...marked, password: new Secret("hush") });
  });

  test("of what did not change are those it had, and those that the program now names", async () => {
    const { run } = stack();
    await run([goalOf("a", { key: "k" })]);
    const secret = { key: new Secret("k") };
    const kept = await run([goalOf("a", secret)]);
    expect(kept.steps).toEqual(["same a"]);
    expect(kept.find("a")).toMatchObject({ inputs: secret, outputs: { key: "k", password: "hush" } });
    const options = { additionalSecretOutputs: ["password"] };
    const named = await run([goalOf("a", secret, { options })]);
    expect(named.find("a")?.outputs).toMatchObject({ key: "k", password: new Secret("hush") });
  });
});

describe("a preview", () => {
  test("changes nothing and tells of unknown values what may come of them", async () => {
    const { run, state } = stack();
    await run([goalOf("a", { key: 1 })]);
    const before = structuredClone(state.get(urnOf("a")));
    const { steps, find } = await run([goalOf("a", { key: unknown }), goalOf("b", {})], true);
    expect(steps).toEqual(["update a", "create b"]);
    expect(find("b")).toMatchObject({ id: "", outputs: { out: unknown } });
    expect(state.get(urnOf("a"))).toEqual(before);
  });
});

describe("an explicit provider", () => {
  test("with a setting that has no counterpart here is refused by the setting's name", async () => {
    const { run } = stack();
    const east = goalOf("east", { defaultTags: "{}" }, { type: "pulumi:providers:aws" });
    expect((await run([east])).errors).toEqual([
      "pulumi:providers:aws resource 'east' has a problem: this provider setting has no counterpart in the local cloud. Examine values at 'east.defaultTags'.",
    ]);
    const other = goalOf("other", {}, { type: "pulumi:providers:random" });
    expect((await run([other])).errors[0]).toMatch(/^the provider random: the in-process engine/);
  });
});
