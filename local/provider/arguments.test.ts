import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import ts from "typescript";
import type * as v from "valibot";
import { describe, expect, test } from "vitest";
import { resourceTypes } from "./resources/index.ts";

const root = join(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"), "..");
const parse = (path: string) =>
  ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.Latest, true);
const inputs = parse("types/input.d.ts");

/** Outputs of types of @pulumi/aws that have no counterpart here, all of services that the local cloud has not. */
const withoutCounterpart: Record<string, string[]> = {
  "aws:s3/bucket:Bucket": ["hostedZoneId", "websiteDomain", "websiteEndpoint"],
  "aws:s3/bucketObjectv2:BucketObjectv2": [
    "checksumCrc32",
    "checksumCrc32c",
    "checksumCrc64nvme",
    "checksumSha1",
    "checksumSha256",
  ],
};

describe.each([...resourceTypes.values()])("$token", ({ token, arguments: args, computed, forcesNew }) => {
  const [path = "", name = ""] = token.split(":").slice(1);
  const statements = parse(`${path}.d.ts`).statements;
  const { applied, recorded, refused } = args;
  const kinds = [Object.keys(applied), Object.keys(recorded), Object.keys(refused)];

  test("each argument of @pulumi/aws is either applied, recorded or refused", () => {
    const members = findInterface(statements, `${name}Args`).members.map(nameOf);
    expect(kinds.flat().sort()).toEqual(members.sort());
  });

  test("each output of @pulumi/aws is an argument, computed, or known to have no counterpart", () => {
    const declaration = statements.find((node) => ts.isClassDeclaration(node));
    const outputs = declaration?.members.filter((member) => isOutput(member)).map(nameOf) ?? [];
    const given = [...kinds.flat(), ...computed.stable, ...computed.changing, "tagsAll"];
    expect(outputs.filter((output) => !given.includes(output)).sort()).toEqual(
      withoutCounterpart[token] ?? [],
    );
    expect([...computed.stable, ...computed.changing].filter((output) => !outputs.includes(output))).toEqual(
      [],
    );
  });

  test("only arguments that it takes force a new resource", () => {
    expect(forcesNew.filter((property) => !(property in { ...applied, ...recorded }))).toEqual([]);
  });

  test("each field of a block is in the schema of the block", () => {
    for (const member of findInterface(statements, `${name}Args`).members) {
      const schema = { ...applied, ...recorded }[nameOf(member)];
      if (schema) expectSameFields(member, schema);
    }
  });
});

/** Compares a block with its interface in the types of @pulumi/aws, and the blocks within it. */
function expectSameFields(member: ts.TypeElement, schema: object) {
  const fields = entriesOf(schema);
  const [, namespace, name] = /inputs\.(\w+)\.(\w+)/.exec(member.getText()) ?? [];
  if (!fields || !namespace || !name) return;
  const { members } = findInterface(statementsOf(namespace), name);
  expect(Object.keys(fields).sort(), `${namespace}.${name}`).toEqual(members.map(nameOf).sort());
  for (const field of members) expectSameFields(field, fields[nameOf(field)] ?? {});
}

/** The fields of a schema of a block, or of a list of blocks. */
function entriesOf(schema: object): v.ObjectEntries | undefined {
  if ("entries" in schema) return schema.entries as v.ObjectEntries;
  const inner = "wrapped" in schema ? schema.wrapped : "item" in schema ? schema.item : undefined;
  return typeof inner === "object" && inner !== null ? entriesOf(inner) : undefined;
}

function findInterface(statements: readonly ts.Statement[], name: string): ts.InterfaceDeclaration {
  const found = statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  if (found && ts.isInterfaceDeclaration(found)) return found;
  throw new Error(`the types of @pulumi/aws have no ${name}`);
}

function statementsOf(namespace: string): readonly ts.Statement[] {
  const found = inputs.statements.find(
    (node) => ts.isModuleDeclaration(node) && node.name.text === namespace,
  );
  if (found && ts.isModuleDeclaration(found) && found.body && ts.isModuleBlock(found.body)) {
    return found.body.statements;
  }
  throw new Error(`the inputs of @pulumi/aws have no namespace ${namespace}`);
}

const nameOf = (member: ts.TypeElement | ts.ClassElement) => member.name?.getText() ?? "";

const isOutput = (member: ts.ClassElement) =>
  ts.isPropertyDeclaration(member) && member.modifiers?.[0]?.kind === ts.SyntaxKind.ReadonlyKeyword;
