// docs/components.md and docs/traps.md claim nothing that no test proves.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.join(import.meta.dirname, "..");

/** Features that are wanted and only partly there; the page says why. */
const KNOWN_GAPS: string[] = [];

interface Feature {
  number: number;
  name: string;
  wanted: string;
  here: string;
  /** Title of a test and the file that it is in. */
  proof: { title: string; file: string } | undefined;
}

const features = readFileSync(path.join(ROOT, "docs/components.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| \d/.test(line))
  .map(featureOf);

function featureOf(row: string): Feature {
  const [number = "", name = "", wanted = "", here = "", , proof = ""] = row
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
  const [, title, file] = /^\[(.*)\]\(\.\.\/(.*)\)$/.exec(proof) ?? [];
  return { number: Number(number), name, wanted, here, proof: title && file ? { title, file } : undefined };
}

/** Each trap with the tests that are about it. */
const traps = readFileSync(path.join(ROOT, "docs/traps.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| (?!trap|-)/.test(line))
  .map((row) => ({
    trap: row.split("|")[1]!.trim(),
    proofs: [...row.matchAll(/\[((?:\[[^\]]*\]|[^[\]])*)\]\(\.\.\/([^)]*\.(?:test|suite)\.ts)\)/g)].map(
      ([, title = "", file = ""]) => ({ title, file }),
    ),
  }));

/** Whether a test is called so: in one string, or by a table's title with a case of the table put into it. */
function hasTest(source: string, title: string) {
  const literals = [...source.matchAll(/(["'`])((?:\\.|(?!\1).)*)\1/g)].map(([, , text = ""]) => text);
  return literals.some((literal) => {
    const parts = literal.split("%s");
    return parts.length === 1 ? literal === title : literals.some((one) => parts.join(one) === title);
  });
}

test("the page has the 82 features, each once and in order", () => {
  expect(features.map(({ number }) => number)).toEqual(Array.from({ length: 82 }, (_, index) => index + 1));
});

test("every answer is yes, partly or no, and what proves a yes is named", () => {
  for (const { number, here, proof } of features) {
    expect(["yes", "partly", "no"], `row ${number}`).toContain(here);
    expect(proof !== undefined, `row ${number} names a test`).toBe(here === "yes");
  }
});

test.each(features.flatMap(({ number, proof }) => (proof ? [{ number, ...proof }] : [])))(
  "row $number is proved by a test of $file",
  ({ title, file }) => {
    expect(existsSync(path.join(ROOT, file))).toBe(true);
    expect(hasTest(readFileSync(path.join(ROOT, file), "utf8"), title), title).toBe(true);
  },
);

test.each(traps)("$trap: a test is about it", ({ proofs }) => {
  expect(proofs.length).toBeGreaterThan(0);
  for (const { title, file } of proofs) {
    expect(hasTest(readFileSync(path.join(ROOT, file), "utf8"), title), title).toBe(true);
  }
});

test("everything that must or should be there is, but for the gaps that are known", () => {
  const gaps = features.filter(({ wanted, here }) => /must|should/.test(wanted) && here !== "yes");
  expect(gaps.map(({ number, name, here }) => `${number} ${name}: ${here}`)).toEqual(KNOWN_GAPS);
});
