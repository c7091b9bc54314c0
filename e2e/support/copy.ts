// A copy of the program that a test may edit.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { repository } from "./cloud.ts";

/** What the copy leaves behind: what tools make, and the packages, which it links to. */
const LEFT_BEHIND = new Set(["node_modules", ".git", ".local", "dist", "coverage", "e2e", "local"]);

export interface ProgramCopy {
  directory: string;
  /** Replaces `from` by `to` in a file; fails where `from` does not occur. */
  edit(file: string, from: string, to: string): void;
  /** In place of the built site, for tests that deploy the chat and do not look at it. */
  writeEmptySite(): void;
  remove(): void;
}

/** @param source the program's folder, relative to the repository; the chat without it */
export function copyProgram(source = "."): ProgramCopy {
  const directory = mkdtempSync(join(tmpdir(), "program-"));
  const isSource = (path: string) => !LEFT_BEHIND.has(basename(path));
  for (const entry of readdirSync(join(repository, source)).filter(isSource)) {
    cpSync(join(repository, source, entry), join(directory, entry), { recursive: true, filter: isSource });
  }
  symlinkSync(join(repository, "node_modules"), join(directory, "node_modules"));
  return {
    directory,
    edit(file, from, to) {
      const text = readFileSync(join(directory, file), "utf8");
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      writeFileSync(join(directory, file), text.replace(from, to));
    },
    writeEmptySite() {
      const site = join(directory, "frontend/dist");
      mkdirSync(site, { recursive: true });
      writeFileSync(join(site, "index.html"), "<!doctype html>");
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
