import alias from "@pulumi/pulumi/proto/alias_pb.js";
import callback from "@pulumi/pulumi/proto/callback_pb.js";
import resource from "@pulumi/pulumi/proto/resource_pb.js";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, test } from "vitest";
import { aliasUrn, decodeGoal } from "./goal.ts";
import { makeUrn } from "./urn.ts";

const place = { stack: "local", project: "test", directory: "." };
const parent = makeUrn("local", "test", undefined, "test:index:Group", "group");

function request() {
  const message = new resource.RegisterResourceRequest();
  return message.setType("test:index:Thing").setName("a").setParent(parent).setCustom(true);
}

describe("a request", () => {
  test("is decoded with all its options", () => {
    const message = request()
      .setObject(struct.Struct.fromJavaScript({ key: 1 }))
      .setProtect(true)
      .setRetainondelete(true)
      .setDeletebeforereplacedefined(true)
      .setIgnorechangesList(["a"])
      .setReplaceonchangesList(["b"])
      .setAdditionalsecretoutputsList(["c"])
      .setDeletedwith("urn:whole")
      .setReplaceWithList(["urn:other"])
      .setReplacementTrigger(struct.Value.fromJavaScript({ b: 1, a: 2 }))
      .setProvider("urn:provider::id")
      .setDependenciesList(["urn:first"])
      .setCustomtimeouts(new resource.RegisterResourceRequest.CustomTimeouts().setCreate("5m"));
    const urns = new resource.RegisterResourceRequest.PropertyDependencies().setUrnsList(["urn:first"]);
    message.getPropertydependenciesMap().set("key", urns);
    expect(decodeGoal(message, place)).toEqual({
      type: "test:index:Thing",
      name: "a",
      custom: true,
      parent,
      provider: "urn:provider::id",
      inputs: { key: 1 },
      dependencies: ["urn:first"],
      propertyDependencies: { key: ["urn:first"] },
      aliases: [],
      replacementTrigger: '{"a":2,"b":1}',
      replaceWith: ["urn:other"],
      options: {
        protect: true,
        retainOnDelete: true,
        deleteBeforeReplace: false,
        ignoreChanges: ["a"],
        replaceOnChanges: ["b"],
        additionalSecretOutputs: ["c"],
        deletedWith: "urn:whole",
        customTimeouts: { create: "5m" },
      },
    });
  });

  test("names by its aliases where the resource was before", () => {
    const spec = () => new alias.Alias.Spec();
    const message = request().setAliasesList([
      new alias.Alias().setUrn("urn:old"),
      new alias.Alias().setSpec(spec().setName("b")),
      new alias.Alias().setSpec(spec().setType("test:index:Old").setNoparent(true)),
      new alias.Alias().setSpec(spec().setStack("dev").setProject("other").setParenturn(parent)),
    ]);
    const goal = decodeGoal(message, place);
    expect(goal.aliases.map((each) => aliasUrn(each, goal, place))).toEqual([
      "urn:old",
      "urn:pulumi:local::test::test:index:Group$test:index:Thing::b",
      "urn:pulumi:local::test::test:index:Old::a",
      "urn:pulumi:dev::other::test:index:Group$test:index:Thing::a",
    ]);
  });

  test.each<[string, (message: RegisterResourceRequest) => unknown]>([
    ["the resource option `import`", (message) => message.setImportid("id")],
    ["the resource option `transforms`", (message) => message.addTransforms(new callback.Callback())],
    [
      "the resource option `stateMigrations`",
      (message) => message.addStateMigrations(new callback.Callback()),
    ],
    ["the resource option `envVarMappings`", (message) => message.getEnvvarmappingsMap().set("A", "B")],
    ["a remote component", (message) => message.setRemote(true)],
    ["a parameterized package", (message) => message.setPackageref("ref")],
    [
      "the resource option `hooks`",
      (message) =>
        message.setHooks(
          new resource.RegisterResourceRequest.ResourceHooksBinding().setBeforeCreateList(["hook"]),
        ),
    ],
  ])("for what the engine does not do is refused: %s", (what, ask) => {
    const message = request();
    ask(message);
    expect(() => decodeGoal(message, place)).toThrow(
      `${what}: the in-process engine does not do this; run the program with the Pulumi CLI`,
    );
  });
});
