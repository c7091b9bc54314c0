import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { repository } from "./support/cloud.ts";

const read = (file: string) => readFileSync(join(repository, file), "utf8");

/** The commands of the README, as a reader copies them. */
const commands = [...read("README.md").matchAll(/```sh\n([^`]*)```/g)].map(([, command = ""]) =>
  command.trim(),
);

test("the README starts with the two commands that do everything", () => {
  expect(commands.slice(0, 2)).toEqual(["npm ci && npm start", "npm ci && npm test"]);
});

test("every npm script that the README names is there", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = [...read("README.md").matchAll(/npm (?:run ([\w-]+)|(start|test))/g)];
  for (const [, run, own = ""] of named) expect(scripts).toHaveProperty(run ?? own);
});

test("every file that the README links to is there", () => {
  for (const [, target = ""] of read("README.md").matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
    expect(() => readFileSync(join(repository, target), { flag: "r" }), target).not.toThrow(/ENOENT/);
  }
});

test("npm start, as the README has it, serves the chat at the URL that it prints, in at most twelve lines", async () => {
  const [, command = ""] = commands[0]?.split(" && ") ?? [];
  const [npm = "", ...args] = command.split(" ");
  const start = spawn(npm, args, { cwd: repository, stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  const limits = new Promise<void>((resolve) =>
    createInterface({ input: start.stdout }).on("line", (line) => {
      lines.push(stripVTControlCharacters(line));
      if (line.includes("Limits")) resolve();
    }),
  );
  const closed = once(start, "close").then(() =>
    expect.unreachable("npm start ended; what it said is above"),
  );
  await Promise.race([limits, closed]);
  const ready = lines.slice(lines.findIndex((line) => line.includes("is ready in")));
  expect(ready.length).toBeLessThanOrEqual(12);
  const site = /http:\/\/\S+/.exec(ready.find((line) => line.includes("Site")) ?? "")?.[0] ?? "";
  const page = await fetch(site);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("<title>")]);
  const ended = once(start, "close");
  start.kill("SIGTERM");
  await ended;
  await closed.catch(() => {});
});
