// The configuration of one run: what the caller sets, over the stack's file, over Pulumi.yaml's defaults.
import { join } from "node:path";
import { checkType, fullKey } from "./config-schema.ts";
import { ProjectError } from "./errors.ts";
import { unsupportedSettings } from "./provider-resources.ts";
import type { Project } from "./project.ts";
import { isObject, readYaml } from "./yaml-file.ts";

export interface Config {
  /** By full key, as the SDK reads them: text, or JSON text of a structure. */
  values: Record<string, string>;
  /** The keys among them that are secret. */
  secretKeys: string[];
}

/**
 * `overrides` are values by key (`ns:name`, or `name` for the project's own), as if set on the command line.
 * Throws a ProjectError that names file, key, value and what is allowed.
 */
export function readConfig(project: Project, stack: string, overrides: Record<string, unknown> = {}): Config {
  const values: Record<string, string> = {};
  const set = (key: string, value: unknown, file: string) => {
    const full = fullKey(key, project.name);
    refuseEncrypted(value, full, file);
    refuseProviderSetting(full, file);
    checkType(value, project.declarations.get(full) ?? { secret: false }, full, file);
    values[full] = typeof value === "string" ? value : JSON.stringify(value);
  };

  for (const [key, { default: value }] of project.declarations) {
    if (value !== undefined) set(key, value, "Pulumi.yaml");
  }
  const file = `Pulumi.${stack}.yaml`;
  for (const [key, value] of Object.entries(readStackFile(project, file))) set(key, value, file);
  for (const [key, value] of Object.entries(overrides)) set(key, value, "setting");

  for (const [key, { type }] of project.declarations) {
    if (type !== undefined && values[key] === undefined) {
      throw new ProjectError(`${file}: ${key} is missing; Pulumi.yaml declares it without a default`);
    }
  }
  const secretKeys = Object.keys(values).filter((key) => project.declarations.get(key)?.secret);
  return { values, secretKeys };
}

function readStackFile(project: Project, file: string) {
  const fields = readYaml(join(project.directory, file)) ?? {};
  if (fields.environment !== undefined) {
    throw new ProjectError(`${file}: "environment" imports from Pulumi ESC, which is not to be had here`);
  }
  const config = fields.config ?? {};
  if (!isObject(config)) throw new ProjectError(`${file}: "config" must be a mapping of keys to values`);
  return config;
}

function refuseEncrypted(value: unknown, key: string, file: string) {
  if (isObject(value) && "secure" in value) {
    throw new ProjectError(
      `${file}: ${key} is encrypted ("secure"), and only the Pulumi CLI has its key; ` +
        `give this stack a plain value and mark the key "secret: true" in Pulumi.yaml`,
    );
  }
  if (isObject(value) || Array.isArray(value)) {
    for (const [name, part] of Object.entries(value)) refuseEncrypted(part, `${key}.${name}`, file);
  }
}

function refuseProviderSetting(key: string, file: string) {
  const [namespace, name = ""] = key.split(":");
  if (namespace === "aws" && unsupportedSettings([name]).length > 0) {
    throw new ProjectError(
      `${file}: ${key} is a provider setting that has no counterpart in the local cloud`,
    );
  }
}
