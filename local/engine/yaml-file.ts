// YAML files of a Pulumi project.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";
import { ProjectError } from "./errors.ts";

/** The document's fields; undefined when there is no such file. Throws a ProjectError that names the file. */
export function readYaml(path: string): Record<string, unknown> | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const file = basename(path);
  let document: unknown;
  try {
    document = parse(text);
  } catch (cause) {
    throw new ProjectError(`${file}: ${(cause as Error).message}`, { cause });
  }
  if (document === null) return {};
  if (isObject(document)) return document;
  throw new ProjectError(`${file}: must be a mapping of keys to values`);
}

/** Whether a value is a mapping: neither a list nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
