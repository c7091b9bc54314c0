import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { differencesOf, runEdit, type Outcome } from "./compare.ts";
import { EDITS } from "./edits/index.ts";
import { RealEngine } from "./real.ts";
import { renderReport, REPORT } from "./report.ts";
import { Workspace } from "./workspace.ts";

const workspace = new Workspace();
const outcomes = new Map<string, Outcome[]>();
let real: RealEngine;

beforeAll(async () => {
  real = await RealEngine.open(workspace);
});

afterAll(() => workspace.remove());

describe("both engines do the same", () => {
  // By `%s`: `$name` would be cut short.
  test.each(EDITS.map((edit) => [edit.name, edit] as const))("%s", async (_, edit) => {
    const runs = await runEdit(edit, workspace, real);
    outcomes.set(edit.name, runs);
    const agreeing = edit.refused === undefined ? runs : runs.slice(0, -1);
    expect(agreeing.map(differencesOf)).toEqual(agreeing.map(() => []));
    if (edit.refused === undefined) return;
    const last = runs.at(-1);
    expect(last?.real).toMatchObject({ ok: true, errors: [] });
    expect(last?.inProcess.errors.join("\n")).toContain(
      `${edit.refused}: the in-process engine does not do this`,
    );
  });
});

test("docs/engines.md tells what was seen", async () => {
  const report = await renderReport(EDITS, outcomes);
  if (process.env.UPDATE_REPORT) writeFileSync(REPORT, report);
  expect(readFileSync(REPORT, "utf8")).toBe(report);
});
