// What one engine made of one program, in a form in which both can be compared.
import { stripVTControlCharacters } from "node:util";
import type { Props } from "../../../local/engine/values.ts";
import { encode } from "../../../local/engine/wire.ts";
import type { ProviderCall } from "./witness.ts";

/** JSON as the CLI keeps it in its state: what is no plain value is an object with a signature. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface RawResource {
  urn: string;
  id?: string;
  custom: boolean;
  external?: boolean;
  parent?: string;
  protect?: boolean;
  retainOnDelete?: boolean;
  inputs?: Record<string, Json>;
  outputs?: Record<string, Json>;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[] | null>;
  initErrors?: string[];
}

interface RawOperation {
  op: string;
  urn: string;
  /** Inputs that changed, and those that ask for a replacement. */
  diff: string[];
}

/** As an engine tells it. */
export interface RawRun {
  ok: boolean;
  operations: RawOperation[];
  calls: ProviderCall[];
  resources: RawResource[];
  /** Of the stack. */
  outputs: Record<string, Json>;
  /** Texts of errors. */
  errors: string[];
}

/** As it is compared. */
export interface Run {
  ok: boolean;
  /** Sorted: "update <urn>: memorySize". How many were found the same before a failure is chance, so not then. */
  operations: string[];
  /** What was asked of the cloud, sorted. */
  calls: string[];
  /** The pairs of those whose order matters: of the same resource, or of one and what it depends on. */
  order: string[];
  resources: RawResource[];
  outputs: Json;
  errors: string[];
}

/** Where a refused argument stands, and what to do about protection, each engine says in words of its own. */
const reasonOf = (error: string) =>
  error
    .replace(/: property \S+ value {.*?} has a problem/, " has a problem")
    .replace(/\. Examine values at '.*?'\.$/, "")
    .replace(/\. To unprotect [^]*/, "");

/** Key of Pulumi's typed values, and the signatures of those that are not looked into. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const KINDS: Record<string, string> = {
  "1b47061264138c4ac30d75fd1eb44270": "secret",
  c44067f5952c0a294b673a41bacd8c17: "asset",
  "0def7320c3a5731c473e5ecbe6d01bc7": "archive",
};

/** Providers that the CLI makes for resources without one; the in-process engine has no use for them. */
const DEFAULT_PROVIDER = /::pulumi:providers:\w+::default/;

/** What the CLI adds to the inputs of explicit providers, to find their plugins. */
const PROVIDER_PLUGIN = ["version", "__internal"];

/** @param before the resources that the run before left: what is deleted depended on them */
export function toRun(raw: RawRun, before: RawResource[]): Run {
  const mask = maskOf([...before, ...raw.resources]);
  const dependencies = dependenciesOf([...before, ...raw.resources]);
  const calls = raw.calls.map(({ verb, urn }) => `${verb} ${urn}`);
  const resources = raw.resources.filter(({ urn }) => !DEFAULT_PROVIDER.test(urn));
  return {
    ok: raw.ok,
    operations: raw.operations
      .filter(({ op, urn }) => !DEFAULT_PROVIDER.test(urn) && (raw.ok || op !== "same"))
      .map(({ op, urn, diff }) => (diff.length > 0 ? `${op} ${urn}: ${diff.join(", ")}` : `${op} ${urn}`))
      .sort(),
    calls: [...calls].sort(),
    order: orderOf(raw.calls, dependencies),
    resources: resources
      .map((resource) => toComparable(resource, mask))
      .sort((one, other) => one.urn.localeCompare(other.urn)),
    outputs: mask(raw.outputs),
    errors: raw.errors.map((error) => reasonOf(stripVTControlCharacters(error))),
  };
}

/** Values of the in-process engine as the CLI keeps them. */
export const toJson = (props: Props) => encode(props).toJavaScript() as Record<string, Json>;

function toComparable(resource: RawResource, mask: (value: Json) => Json): RawResource {
  const { urn, custom, external = false, parent = "", protect = false, retainOnDelete = false } = resource;
  const named = Object.entries(resource.propertyDependencies ?? {});
  const propertyDependencies = named.flatMap(([key, urns]) =>
    urns?.length ? [[key, [...urns].sort()]] : [],
  );
  return {
    ...{ urn, custom, external, parent, protect, retainOnDelete },
    ...(!external && { inputs: mask(inputsOf(resource)) as Record<string, Json> }),
    dependencies: [...(resource.dependencies ?? [])].sort(),
    propertyDependencies: Object.fromEntries(propertyDependencies) as Record<string, string[]>,
    initErrors: resource.initErrors ?? [],
  };
}

function inputsOf({ urn, inputs = {} }: RawResource) {
  if (!urn.includes("::pulumi:providers:")) return inputs;
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !PROVIDER_PLUGIN.includes(key)));
}

/** Each cloud gives ids of its own: in their place stands the URN of what has it. */
function maskOf(resources: RawResource[]) {
  const names = new Map(
    resources.flatMap(({ id, urn }) =>
      id ? [[id, `<${urn.split("::").slice(2).join(" ")}>`] as const] : [],
    ),
  );
  // Where one begins with another the longer one is meant.
  const ids = [...names.keys()].sort((one, other) => other.length - one.length);
  const mask = (value: Json): Json => {
    if (typeof value === "string") {
      const parts = ids.reduce((found, id) => found.flatMap((part) => splitAt(part, id, names)), [value]);
      return parts.map((part) => names.get(part) ?? part).join("");
    }
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== "object" || value === null) return value;
    const kind = KINDS[String(value[SIGNATURE])];
    if (kind) return `<${kind}>`;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mask(part)]));
  };
  return mask;
}

/** What is an id already is not looked into again. */
const splitAt = (part: string, id: string, names: Map<string, string>) =>
  names.has(part) ? [part] : part.split(id).flatMap((piece, index) => (index > 0 ? [id, piece] : [piece]));

/** By URN, everything that it depends on, directly or not. */
function dependenciesOf(resources: RawResource[]) {
  const direct = new Map<string, Set<string>>();
  for (const { urn, parent, dependencies = [] } of resources) {
    const all = direct.get(urn) ?? new Set();
    for (const each of [...dependencies, ...(parent ? [parent] : [])]) all.add(each);
    direct.set(urn, all);
  }
  return (urn: string) => {
    const found = new Set<string>();
    const visit = (each: string) => {
      for (const next of direct.get(each) ?? []) if (!found.has(next)) visit((found.add(next), next));
    };
    visit(urn);
    return found;
  };
}

function orderOf(calls: ProviderCall[], dependencies: (urn: string) => Set<string>) {
  const pairs = calls.flatMap((first, index) =>
    calls
      .slice(index + 1)
      .filter(
        ({ urn }) =>
          urn === first.urn || dependencies(urn).has(first.urn) || dependencies(first.urn).has(urn),
      )
      .map((second) => `${first.verb} ${first.urn} < ${second.verb} ${second.urn}`),
  );
  return [...new Set(pairs)].sort();
}
