// Resources as a program asks for them, before a provider has been asked.
import type { Goal, ReadGoal } from "./goal.ts";
import { NO_OPTIONS, type Resource } from "./state.ts";

/** One of the program's own. @param region of its explicit provider, if it has one with a region */
export function newResource(urn: string, goal: Goal, region: string | undefined): Resource {
  const { type, name, custom, parent, inputs, dependencies, propertyDependencies } = goal;
  return {
    urn,
    type,
    name,
    custom,
    external: false,
    id: "",
    parent,
    provider: providerUrn(goal.provider),
    region,
    inputs,
    outputs: {},
    dependencies,
    propertyDependencies,
    replacementTrigger: goal.replacementTrigger,
    initErrors: [],
    options: goal.options,
  };
}

/** One that belongs to somebody else and is only read. @param region as above */
export function externalResource(urn: string, goal: ReadGoal, region: string | undefined): Resource {
  const { type, name, parent, dependencies, additionalSecretOutputs } = goal;
  return {
    urn,
    type,
    name,
    custom: true,
    external: true,
    id: goal.id ?? "",
    parent,
    provider: providerUrn(goal.provider),
    region,
    inputs: {},
    outputs: {},
    dependencies,
    propertyDependencies: {},
    replacementTrigger: undefined,
    initErrors: [],
    options: { ...NO_OPTIONS, additionalSecretOutputs },
  };
}

/** Of a provider reference, `urn::id`. */
export function providerUrn(reference: string | undefined) {
  return reference?.slice(0, reference.lastIndexOf("::"));
}
