// URNs: `urn:pulumi:{stack}::{project}::{parent types}${type}::{name}`, the identity of a resource.

/** The type of the resource that stands for the whole stack. */
const stackType = "pulumi:pulumi:Stack";

export interface UrnParts {
  stack: string;
  project: string;
  /** Type tokens from the outermost component to the resource itself. */
  types: string[];
  name: string;
}

/** The parts of `urn:pulumi:{stack}::{project}::{type}$...::{name}`; a name may hold `::`. */
export function parseUrn(urn: string): UrnParts {
  const [scheme = "", project = "", types = "", ...name] = urn.split("::");
  return {
    stack: scheme.slice("urn:pulumi:".length),
    project,
    types: types.split("$"),
    name: name.join("::"),
  };
}

/** The stack resource does not count as a parent. */
export function makeUrn(
  stack: string,
  project: string,
  parent: string | undefined,
  type: string,
  name: string,
) {
  const parents = parent ? parseUrn(parent).types.filter((each) => each !== stackType) : [];
  return `urn:pulumi:${stack}::${project}::${[...parents, type].join("$")}::${name}`;
}
