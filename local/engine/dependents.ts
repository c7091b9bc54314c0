// What must go before a resource that is deleted before it is replaced.
import type { Provider } from "../provider/provider.ts";
import { subjectOf } from "./change.ts";
import { toPlain } from "./secrets.ts";
import type { Resource } from "./state.ts";
import { unknown } from "./values.ts";
import type { Props } from "./values.ts";

/** A resource to replace as well, and the inputs that are the reason. */
export interface Dependent {
  resource: Resource;
  keys: string[];
}

/**
 * The resources among `all` (oldest first) that would be replaced if what they take from `root`, directly or
 * through each other, changed. Whether they would is asked of the provider, with unknowns for those inputs.
 */
export async function dependentReplacements(
  root: Resource,
  all: Resource[],
  providerOf: (type: string) => Provider,
): Promise<Dependent[]> {
  const going = new Set([root.urn]);
  const dependents: Dependent[] = [];
  for (const resource of all) {
    if (!resource.custom || resource.external || going.has(resource.urn)) continue;
    const newInputs = withUnknowns(resource, going);
    if (!newInputs) continue;
    const { replaces } = await providerOf(resource.type).diff({
      ...subjectOf(resource),
      id: resource.id,
      oldInputs: toPlain(resource.inputs),
      oldOutputs: toPlain(resource.outputs),
      newInputs,
    });
    if (replaces.length === 0) continue;
    going.add(resource.urn);
    dependents.push({ resource, keys: replaces });
  }
  return dependents;
}

/** Undefined when no input depends on anything in `going`. */
function withUnknowns({ inputs, propertyDependencies }: Resource, going: Set<string>): Props | undefined {
  const plain = toPlain(inputs);
  const affected = Object.keys(plain).filter((key) =>
    propertyDependencies[key]?.some((urn) => going.has(urn)),
  );
  if (affected.length === 0) return undefined;
  return { ...plain, ...Object.fromEntries(affected.map((key) => [key, unknown])) };
}
