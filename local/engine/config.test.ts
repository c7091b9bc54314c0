import { expect, describe, test } from "vitest";
import { readConfig } from "./config.ts";
import { readProject } from "./project.ts";
import { TemporaryProgram } from "./testing/temporary-program.ts";

function read(files: Record<string, string>, overrides?: Record<string, unknown>) {
  using program = new TemporaryProgram("", files);
  return readConfig(readProject(program.directory), "dev", overrides);
}

function projectFile(config: string) {
  return `name: chat\nruntime: nodejs\nconfig:\n${config}`;
}

describe("configuration", () => {
  test("is Pulumi.yaml's defaults, under the stack's file, under what is set", () => {
    const files = {
      "Pulumi.yaml": projectFile(`
  aws:region: { value: us-east-1 }
  limit: 10
  name: { type: string, default: chat }
  token: { type: string, secret: true }
  origins: { type: array, items: { type: string }, default: [a] }`),
      "Pulumi.dev.yaml": "config: { aws:region: eu-west-1, chat:limit: 20, chat:token: t, other:flag: true }",
    };
    expect(read(files, { limit: 30 })).toEqual({
      values: {
        "aws:region": "eu-west-1",
        "chat:limit": "30",
        "chat:name": "chat",
        "chat:token": "t",
        "chat:origins": '["a"]',
        "other:flag": "true",
      },
      secretKeys: ["chat:token"],
    });
  });

  test("accepts text for any type that it can be read as", () => {
    const files = { "Pulumi.yaml": projectFile("  count: { type: integer }\n  on: { type: boolean }") };
    const { values } = read(files, { count: "3", on: "false" });
    expect(values).toEqual({ "chat:count": "3", "chat:on": "false" });
  });

  test.each([
    ["  count: { type: integer }", "chat:count: many", `chat:count is "many", must be an integer`],
    ["  on: { type: boolean }", "chat:on: 1", "chat:on is 1, must be a boolean"],
    ["  name: { type: string }", "chat:name: 1", "chat:name is 1, must be a string"],
    [
      "  l: { type: array, items: { type: integer } }",
      "chat:l: [1, x]",
      `chat:l[1] is "x", must be an integer`,
    ],
    ["  name: { type: string }", "other:a: 1", "chat:name is missing; Pulumi.yaml declares it"],
    ["  name: x", "chat:key: { secure: v1abc }", `chat:key is encrypted ("secure"), and only the Pulumi CLI`],
    ["  name: x", "chat:key: { a: [{ secure: v1 }] }", "chat:key.a.0 is encrypted"],
  ])("%s refuses %s", (declared, set, message) => {
    const files = { "Pulumi.yaml": projectFile(declared), "Pulumi.dev.yaml": `config:\n  ${set}` };
    expect(() => read(files)).toThrow(`Pulumi.dev.yaml: ${message}`);
  });

  test("refuses imports from elsewhere, unknown types, and provider settings with no counterpart", () => {
    const files = { "Pulumi.yaml": projectFile("  name: x") };
    expect(() => read({ ...files, "Pulumi.dev.yaml": "environment: [prod]" })).toThrow("Pulumi ESC");
    expect(() => read({ "Pulumi.yaml": projectFile("  name: { type: date }") })).toThrow(
      'Pulumi.yaml: the type of name is "date", must be one of string, integer',
    );
    expect(() => read(files, { "aws:defaultTags": {} })).toThrow("aws:defaultTags");
    expect(read(files, { "aws:profile": "me" }).values["aws:profile"]).toBe("me");
  });
});

describe("a project", () => {
  const open = (text: string) => {
    using program = new TemporaryProgram("", { "Pulumi.yaml": text });
    return readProject(program.directory);
  };

  test("says where its program is and how it is run", () => {
    const plain = open("name: a\nruntime: nodejs\n");
    expect(plain).toMatchObject({ name: "a", entry: ".", typescript: true, nodeArguments: [] });
    expect(plain.programDirectory).toBe(plain.directory);
    const options = "{ typescript: false, nodeargs: --no-warnings --trace-uncaught, tsconfig: ts.json }";
    expect(open(`name: a\nruntime: { name: nodejs, options: ${options} }\nmain: index.ts\n`)).toMatchObject({
      entry: "index.ts",
      typescript: false,
      tsconfig: "ts.json",
      nodeArguments: ["--no-warnings", "--trace-uncaught"],
    });
  });

  test.each([
    ["runtime: nodejs", 'Pulumi.yaml: "name" is missing'],
    ["name: a\nruntime: python", 'Pulumi.yaml: "runtime" is "python", must be "nodejs"'],
    ["name: a", 'Pulumi.yaml: "runtime" is missing, must be "nodejs"'],
    ["name: a\nruntime: nodejs\nmain: ../b", 'Pulumi.yaml: "main" is "../b", must be inside'],
    ["name: a\nruntime: nodejs\nmain: b.ts", 'Pulumi.yaml: "main" is "b.ts", but there is no'],
    ["name: a\nruntime: nodejs\nconfig: 3", 'Pulumi.yaml: "config" must be a mapping'],
    ["- a", "Pulumi.yaml: must be a mapping"],
    ["a: [", "Pulumi.yaml: "],
  ])("is refused with the file and the field: %j", (text, message) => {
    expect(() => open(text)).toThrow(message);
  });

  test("without Pulumi.yaml is refused with the folder", () => {
    using program = new TemporaryProgram();
    const folder = `${program.directory}/node_modules`;
    expect(() => readProject(folder)).toThrow(`no Pulumi.yaml in ${folder}`);
  });
});
