// What becomes of one resource: its inputs compared with what the last run left.
import { canonical } from "./canonical.ts";
import { ResourceError } from "./errors.ts";
import { parsePath, valuesAt, withOld } from "./property-path.ts";
import type { ProviderCalls } from "./provider-calls.ts";
import type { Operation } from "./run-result.ts";
import type { Resource } from "./state.ts";
import type { Props } from "./values.ts";

export interface Change {
  op: Operation;
  /** The inputs that changed. */
  diff: string[];
  /** Whether a replacement must wait until the old one is gone. */
  deleteFirst: boolean;
}

/** The program's inputs, with what `ignoreChanges` names as the last run left it. */
export function ignoreChanges(resource: Resource, old: Resource | undefined): Props {
  if (!old) return resource.inputs;
  let inputs = resource.inputs;
  for (const path of resource.options.ignoreChanges) {
    const restored = withOld(old.inputs, inputs, parsePath(path));
    if (!restored) {
      throw new ResourceError(resource.urn, [
        `cannot ignore changes to the following properties because one or more elements of the path are missing: "${path}"`,
      ]);
    }
    inputs = restored;
  }
  return inputs;
}

/** `replacedAlong` are the URNs among the option `replaceWith` that this run has replaced. */
export async function compare(
  calls: ProviderCalls,
  resource: Resource,
  old: Resource | undefined,
  replacedAlong: string[],
): Promise<Change> {
  if (!old) return { op: "create", diff: [], deleteFirst: false };
  if (!resource.custom) return inPlace(changedKeys(old.inputs, resource.inputs));

  const answer = await calls.diff(old, resource.inputs, resource);
  const replaces = [
    ...answer.replaces,
    ...changedAlong(resource.options.replaceOnChanges, old.inputs, resource.inputs),
    ...(old.region === resource.region ? [] : ["provider"]),
    ...(old.replacementTrigger === resource.replacementTrigger ? [] : ["replacementTrigger"]),
    ...replacedAlong,
  ];
  const diff = [...new Set([...answer.changes, ...replaces])].sort();
  if (replaces.length === 0) return inPlace(diff, old.initErrors.length > 0);
  const deleteFirst = resource.options.deleteBeforeReplace ?? answer.deleteBeforeReplace;
  return { op: "replace", diff, deleteFirst };
}

/** `unfinished` when the last run left it other than asked for, so that an update is due without a change. */
function inPlace(diff: string[], unfinished = false): Change {
  return { op: diff.length > 0 || unfinished ? "update" : "same", diff, deleteFirst: false };
}

function changedKeys(olds: Props, news: Props) {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...keys].filter((key) => canonical(olds[key] ?? null) !== canonical(news[key] ?? null)).sort();
}

/** The inputs in which something changed that one of `paths` leads to. */
function changedAlong(paths: string[], olds: Props, news: Props) {
  const parsed = paths.map(parsePath);
  return changedKeys(olds, news).filter((key) =>
    parsed.some(
      ([first, ...rest]) =>
        (first === key || first === "*") &&
        canonical(valuesAt(olds[key], rest)) !== canonical(valuesAt(news[key], rest)),
    ),
  );
}
