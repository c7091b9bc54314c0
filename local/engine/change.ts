// What becomes of one resource: its inputs checked, then compared with what the last run left.
import type { Provider } from "../provider/provider.ts";
import { canonical } from "./canonical.ts";
import { ResourceError } from "./errors.ts";
import { parsePath, valuesAt, withOld } from "./property-path.ts";
import type { Operation } from "./run-result.ts";
import { markSecrets, toPlain } from "./secrets.ts";
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

/** The inputs as the provider completes them; throws a ResourceError with all that it does not accept. */
export async function check(
  provider: Provider,
  resource: Resource,
  olds: Props | undefined,
  preview: boolean,
): Promise<Props> {
  const { inputs, failures } = await provider.check({
    ...subjectOf(resource),
    ...(olds ? { olds: toPlain(olds) } : {}),
    news: toPlain(resource.inputs),
    preview,
  });
  if (failures.length > 0) {
    const reasons = failures.map(({ property, reason }) => {
      const problem = `${resource.type} resource '${resource.name}' has a problem: ${reason}`;
      return property ? `${problem}. Examine values at '${resource.name}.${property}'.` : problem;
    });
    throw new ResourceError(resource.urn, reasons);
  }
  return markSecrets(inputs, resource.inputs);
}

/** `replaced` holds the URNs that this run replaced so far. */
export async function compare(
  provider: Provider | undefined,
  resource: Resource,
  old: Resource | undefined,
  replaceWith: string[],
  replaced: ReadonlySet<string>,
): Promise<Change> {
  if (!old) return { op: "create", diff: [], deleteFirst: false };
  if (!provider) {
    const diff = changedKeys(old.inputs, resource.inputs);
    return { op: diff.length > 0 ? "update" : "same", diff, deleteFirst: false };
  }
  const answer = await provider.diff({
    ...subjectOf(resource),
    id: old.id,
    oldInputs: toPlain(old.inputs),
    oldOutputs: toPlain(old.outputs),
    newInputs: toPlain(resource.inputs),
  });
  const replaces = [
    ...answer.replaces,
    ...changedPaths(resource.options.replaceOnChanges, old.inputs, resource.inputs),
    ...(old.region === resource.region ? [] : ["provider"]),
    ...(old.replacementTrigger === resource.replacementTrigger ? [] : ["replacementTrigger"]),
    ...replaceWith.filter((urn) => replaced.has(urn)),
  ];
  const diff = [...new Set([...answer.changes, ...replaces])].sort();
  if (replaces.length > 0) {
    const deleteFirst = resource.options.deleteBeforeReplace ?? answer.deleteBeforeReplace;
    return { op: "replace", diff, deleteFirst };
  }
  return { op: diff.length > 0 ? "update" : "same", diff, deleteFirst: false };
}

/** How requests to a provider begin. */
export function subjectOf({ type, urn, region }: Resource) {
  return region === undefined ? { type, urn } : { type, urn, region };
}

function changedKeys(olds: Props, news: Props) {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...keys].filter((key) => canonical(olds[key] ?? null) !== canonical(news[key] ?? null)).sort();
}

function changedPaths(paths: string[], olds: Props, news: Props) {
  return paths.filter((text) => {
    const path = parsePath(text);
    return canonical(valuesAt(olds, path)) !== canonical(valuesAt(news, path));
  });
}
