import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ERROR_CODES } from "./errors.ts";

const root = new URL("..", import.meta.url);
const spec = readFileSync(new URL("SPEC.md", import.meta.url), "utf8");
const rules = [...spec.matchAll(/^- \*\*([A-Z]{3}-\d+)\*\*/gm)].map(([, rule]) => rule ?? "");
const families = new Set(rules.map((rule) => rule.slice(0, 3)));
const proven = new Set(titleIds());

/** The ids that lead the titles of all tests of the repository. */
function titleIds() {
  const files = globSync("{protocol,handlers,frontend/src,e2e,local}/**/*.{test,suite}.ts", { cwd: root });
  const sources = files.map((file) => readFileSync(new URL(file, root), "utf8"));
  return sources.flatMap((source) =>
    [...source.matchAll(/\(\s*["'`]\[([A-Z]{3}-\d+)\] /g)].map(([, id]) => id ?? ""),
  );
}

test("the specification has rules, each with its own id", () => {
  expect(rules.length).toBeGreaterThan(0);
  expect(new Set(rules).size).toBe(rules.length);
});

test.each(rules)("rule %s leads the title of a test", (rule) => {
  expect(proven).toContain(rule);
});

test("no test proves a rule that the specification does not have", () => {
  const strangers = [...proven].filter((id) => families.has(id.slice(0, 3)) && !rules.includes(id));
  expect(strangers).toEqual([]);
});

test("[ERR-4] the specification lists every code, and no other", () => {
  const [, list = ""] = /\*\*ERR-4\*\*[\s\S]*?them:([\s\S]*?)\n\n/.exec(spec) ?? [];
  const listed = [...list.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code ?? "");
  expect(listed.toSorted()).toEqual(ERROR_CODES.toSorted());
});
