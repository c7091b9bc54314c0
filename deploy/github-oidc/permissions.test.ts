import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { permissions } from "./permissions.ts";

const repository = join(import.meta.dirname, "..", "..");

/** Every type that a component makes, by module and name; examples in docstrings make none. */
function typesOfComponents() {
  const sources = globSync("components/**/*.ts", { cwd: repository }).filter((file) => !/test/.test(file));
  const types = sources.flatMap((file) => {
    const source = readFileSync(join(repository, file), "utf8");
    return [...source.matchAll(/^(?!\s*\*).*\bnew aws\.(\w+\.\w+)\(/gm)].map(([, type = ""]) => type);
  });
  return new Set(types);
}

const known = new Set(Object.values(permissions).flatMap(({ types }) => types));

test("every type that a component makes has its permissions", () => {
  expect([...typesOfComponents()].filter((type) => !known.has(type)).sort()).toEqual([]);
});

test("no permission is there for a type that no component makes", () => {
  const made = typesOfComponents();
  const unused = Object.entries(permissions).filter(([, { types }]) => !types.some((type) => made.has(type)));
  expect(unused).toEqual([]);
});

test("what reads changes nothing", () => {
  const changing =
    /:(Add|Attach|Change|Create|DELETE|Delete|Detach|Invoke|PATCH|POST|PUT|Publish|Put|Remove|Request|Set|Subscribe|Tag|Unsubscribe|Untag|Update)/;
  for (const { read, write } of Object.values(permissions)) {
    expect(read.filter((action) => changing.test(action))).toEqual([]);
    expect(write.filter((action) => !changing.test(action))).toEqual([]);
  }
});

test("no action is a wildcard over a whole service", () => {
  const actions = Object.values(permissions).flatMap(({ read, write }) => [...read, ...write]);
  expect(actions.filter((action) => /:(\w{0,3}\*)/.test(action))).toEqual([]);
});
