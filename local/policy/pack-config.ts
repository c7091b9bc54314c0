// The config of a pack for a stack, read as `--policy-pack-config` is.
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import analyzer, { type PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { isObject } from "../engine/yaml-file.ts";
import { PolicyError } from "./errors.ts";

const LEVELS: Record<string, analyzer.EnforcementLevel> = {
  advisory: analyzer.EnforcementLevel.ADVISORY,
  mandatory: analyzer.EnforcementLevel.MANDATORY,
  remediate: analyzer.EnforcementLevel.REMEDIATE,
  disabled: analyzer.EnforcementLevel.DISABLED,
};

/** The key whose level is that of every rule without one of its own. */
const ALL = "all";

/**
 * What to tell the pack of each of its rules.
 *
 * @param file need not be there; then the rules have the levels they were written with
 * @throws PolicyError naming the file and the entry that is wrong
 */
export function readPackConfig(file: string, rules: PolicyInfo[]): analyzer.ConfigureAnalyzerRequest {
  const entries = existsSync(file) ? parse(file) : {};
  const names = [ALL, ...rules.map((rule) => rule.getName())];
  const stranger = Object.keys(entries).find((name) => !names.includes(name));
  if (stranger) throw new PolicyError(`${file}: the pack has no rule "${stranger}"`);

  const request = new analyzer.ConfigureAnalyzerRequest();
  for (const rule of rules) {
    const own = entryOf(entries, rule.getName());
    const level = own.level ?? entryOf(entries, ALL).level;
    const config = new analyzer.PolicyConfig();
    config.setEnforcementlevel(level === undefined ? rule.getEnforcementlevel() : levelOf(level, file));
    config.setProperties(struct.Struct.fromJavaScript({ ...defaultsOf(rule), ...own.properties }));
    request.getPolicyconfigMap().set(rule.getName(), config);
  }
  return request;
}

function parse(file: string): Record<string, unknown> {
  try {
    const entries: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isObject(entries)) return entries;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PolicyError(`${basename(file)} cannot be read: ${reason}`, { cause });
  }
  throw new PolicyError(`${file} is no object of levels by rule`);
}

interface Entry {
  level?: unknown;
  properties: Record<string, JavaScriptValue>;
}

/** A level by itself, or an object with one and with the rule's own settings. */
function entryOf(entries: Record<string, unknown>, name: string): Entry {
  const entry = entries[name];
  if (!isObject(entry)) return { level: entry, properties: {} };
  const { enforcementLevel: level, ...properties } = entry;
  return { level, properties: properties as Record<string, JavaScriptValue> };
}

function levelOf(level: unknown, file: string) {
  const known = typeof level === "string" ? LEVELS[level] : undefined;
  if (known !== undefined) return known;
  throw new PolicyError(
    `${file}: ${JSON.stringify(level)} is no level; use ${Object.keys(LEVELS).join(", ")}`,
  );
}

function defaultsOf(rule: PolicyInfo): Record<string, JavaScriptValue> {
  const properties = rule.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
  const defaults = Object.entries(properties).flatMap(([name, schema]) =>
    isObject(schema) && "default" in schema ? [[name, schema.default as JavaScriptValue] as const] : [],
  );
  return Object.fromEntries(defaults);
}
