import { expect, test } from "vitest";
import { parsePath, valuesAt, withOld } from "./property-path.ts";
import type { Props } from "./values.ts";

test.each([
  ["code", ["code"]],
  ["tags.owner", ["tags", "owner"]],
  ['tags["a.b"].c', ["tags", "a.b", "c"]],
  ['["say \\"hi\\""]', ['say "hi"']],
  ["routes[0].key", ["routes", "0", "key"]],
  ["routes[*].*", ["routes", "*", "*"]],
])("%s is a path", (text, path) => {
  expect(parsePath(text)).toEqual(path);
});

test.each(["a..b", "a[", "[x]", "a]"])("%s is not a path", (text) => {
  expect(() => parsePath(text)).toThrow(`"${text}" is not a property path`);
});

test("a wildcard leads to every item and every field", () => {
  const props: Props = { list: [{ a: 1, b: 2 }, { a: 3 }, 4] };
  expect(valuesAt(props, ["list", "*", "a"])).toEqual([1, 3]);
  expect(valuesAt(props, ["list", "0", "*"])).toEqual([1, 2]);
  expect(valuesAt(props, ["none", "*"])).toEqual([]);
});

test("old values come back, and what was not there goes", () => {
  const olds = { a: 1, deep: { b: 1, c: 1 }, list: [1, 2] };
  const news = { deep: { b: 2, c: 2, d: 2 }, list: [3, 4] };
  expect(withOld(olds, news, ["a"])).toEqual({ ...news, a: 1 });
  expect(withOld(olds, news, ["deep", "*"])).toEqual({ ...news, deep: { b: 1, c: 1 } });
  expect(withOld(olds, news, ["list", "1"])).toEqual({ ...news, list: [3, 2] });
  expect(withOld(olds, news, ["none", "at", "all"])).toEqual(news);
  expect(news).toEqual({ deep: { b: 2, c: 2, d: 2 }, list: [3, 4] });
});

test("there is nothing to restore where the objects on the way are gone", () => {
  expect(withOld({ deep: { b: 1 } }, {}, ["deep", "b"])).toBeUndefined();
  expect(withOld({ deep: { b: 1 } }, { deep: 3 }, ["deep", "b"])).toBeUndefined();
});
