// What differs between two sets of inputs, down to the last property, as the CLI shows it.
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { isRecord, type Props, type PropValue } from "../../engine/values.ts";
import { equal } from "../diff.ts";

const { Kind } = provider.PropertyDiff;

type Change = "ADD" | "DELETE" | "UPDATE";

/** By property path; `replaces` are the inputs of which every change needs a new resource. */
export function detailedDiff(olds: Props, news: Props, replaces: string[]) {
  const diffs = new Map<string, provider.PropertyDiff>();
  for (const [path, [property, change]] of changesOf(olds, news)) {
    const diff = new provider.PropertyDiff();
    diff.setKind(replaces.includes(property) ? Kind[`${change}_REPLACE`] : Kind[change]);
    diff.setInputdiff(true);
    diffs.set(path, diff);
  }
  return diffs;
}

function* changesOf(olds: Props, news: Props): Generator<[path: string, [property: string, Change]]> {
  for (const property of keysOf(olds, news)) {
    for (const [path, change] of differences(olds[property], news[property], segment(property))) {
      yield [path.replace(/^\./, ""), [property, change]];
    }
  }
}

function* differences(
  one: PropValue | undefined,
  other: PropValue | undefined,
  path: string,
): Generator<[path: string, Change]> {
  if (equal(one, other)) return;
  if (one === undefined) yield [path, "ADD"];
  else if (other === undefined) yield [path, "DELETE"];
  else if (Array.isArray(one) && Array.isArray(other)) {
    for (let index = 0; index < Math.max(one.length, other.length); index++) {
      yield* differences(one[index], other[index], `${path}[${index}]`);
    }
  } else if (isRecord(one) && isRecord(other)) {
    for (const key of keysOf(one, other)) yield* differences(one[key], other[key], path + segment(key));
  } else yield [path, "UPDATE"];
}

const keysOf = (olds: Props, news: Props) =>
  [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();

const segment = (key: string) => (/^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);
