import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const repository = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(repository, file), "utf8");
const workflows = globSync(".github/workflows/*.yml", { cwd: repository }).sort();

interface Job {
  secrets?: unknown;
  steps?: { run?: string; uses?: string }[];
  permissions?: Record<string, string>;
}

/** What CI runs as it stands: the script itself, and each of its lines. */
const RUN_BY_CI = new Set([".ci/run", ...read(".ci/run").split("\n")]);

describe.each(workflows)("%s", (file) => {
  const { jobs, permissions } = parse(read(file)) as {
    jobs: Record<string, Job>;
    permissions: Record<string, string>;
  };

  test("runs nothing but what CI runs as well", () => {
    const commands = Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap(({ run = [] }) => run));
    expect(commands.filter((command) => !RUN_BY_CI.has(command))).toEqual([]);
  });

  test("pins every action by its commit, and says which version that is", () => {
    const actions = read(file)
      .split("\n")
      .filter((line) => /\buses: (?!\.\/)/.test(line));
    expect(actions.filter((line) => !/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test("passes secrets on by name, and never all of them", () => {
    expect(Object.values(jobs).filter(({ secrets }) => secrets === "inherit")).toEqual([]);
  });

  test("may write nothing but what its steps need", () => {
    const granted = [permissions, ...Object.values(jobs).map((job) => job.permissions ?? {})];
    const writes = granted.flatMap((each) => Object.keys(each).filter((key) => each[key] === "write"));
    expect(writes.filter((key) => !["id-token", "pull-requests"].includes(key))).toEqual([]);
  });
});
