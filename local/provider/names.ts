// Names resources that the program leaves unnamed, as @pulumi/aws does: the logical name, a dash, seven hex
// digits. Here the digits come from the URN, so that a preview is the same each time and `--data` finds its tables.
import { createHash } from "node:crypto";
import { Unknown, type Props } from "../engine/values.ts";
import { logicalName } from "./errors.ts";

/** Which property holds the physical name of a type, and which one may give a prefix for it. */
export interface AutoName {
  property: string;
  prefixProperty?: string;
  /** Bucket names have no upper case. */
  lowerCase?: boolean;
  /** The name is the logical name as it is. Keys of objects are. */
  verbatim?: boolean;
}

/** As many hex digits as @pulumi/aws appends. */
const SUFFIX_LENGTH = 7;

interface NameRequest {
  urn: string;
  olds?: Props;
  news: Props;
  /** Whether a living resource of the type has the name. A resource that replaces another must not take its name. */
  isTaken: (name: string) => boolean;
}

/** `news` with the physical name filled in; the name of the last run is kept if it was made here. */
export function withName(rule: AutoName, { urn, olds, news, isTaken }: NameRequest): Props {
  const given = news[rule.property];
  if (given !== undefined && given !== null) return news;
  if (rule.verbatim) return { ...news, [rule.property]: logicalName(urn) };
  const prefix = prefixOf(rule, urn, news);
  if (prefix === undefined) return news;
  const old = olds?.[rule.property];
  const name = typeof old === "string" && isAutomatic(old, prefix) ? old : firstFree(prefix, urn, isTaken);
  return { ...news, [rule.property]: name };
}

/** Whether the program left the name to us. */
export function isAutonamed(rule: AutoName, urn: string, inputs: Props): boolean {
  const name = inputs[rule.property];
  const prefix = prefixOf(rule, urn, inputs);
  return typeof name === "string" && prefix !== undefined && isAutomatic(name, prefix);
}

function prefixOf(rule: AutoName, urn: string, inputs: Props): string | undefined {
  const given = rule.prefixProperty === undefined ? undefined : inputs[rule.prefixProperty];
  if (given instanceof Unknown) return undefined;
  const prefix = typeof given === "string" ? given : `${logicalName(urn)}-`;
  return rule.lowerCase ? prefix.toLowerCase() : prefix;
}

const isAutomatic = (name: string, prefix: string) =>
  name.startsWith(prefix) && /^[0-9a-f]{7}$/.test(name.slice(prefix.length));

function firstFree(prefix: string, urn: string, isTaken: (name: string) => boolean): string {
  for (let generation = 0; ; generation++) {
    const hash = createHash("sha256").update(`${urn}#${generation}`).digest("hex");
    const name = prefix + hash.slice(0, SUFFIX_LENGTH);
    if (!isTaken(name)) return name;
  }
}
