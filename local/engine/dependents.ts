// What must go before a resource that is deleted before it is replaced.
import type { ProviderCalls } from "./provider-calls.ts";
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
  calls: ProviderCalls,
): Promise<Dependent[]> {
  const going = new Set([root.urn]);
  const dependents: Dependent[] = [];
  for (const resource of all) {
    if (!resource.custom || resource.external || going.has(resource.urn)) continue;
    const inputs = withUnknowns(resource, going);
    if (!inputs) continue;
    const { replaces } = await calls.diff(resource, inputs);
    if (replaces.length === 0) continue;
    going.add(resource.urn);
    dependents.push({ resource, keys: replaces });
  }
  return dependents;
}

/** Undefined when no input depends on anything in `going`. */
function withUnknowns({ inputs, propertyDependencies }: Resource, going: Set<string>): Props | undefined {
  const affected = Object.keys(inputs).filter((key) =>
    propertyDependencies[key]?.some((urn) => going.has(urn)),
  );
  if (affected.length === 0) return undefined;
  return { ...inputs, ...Object.fromEntries(affected.map((key) => [key, unknown])) };
}
