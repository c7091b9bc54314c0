// Resources as an analyzer shows them to rules, for tests.
import { type PolicyResource, unknownCheckingProxy } from "@pulumi/policy";

/** What stands in a preview for a text that is not known yet. https://github.com/pulumi/pulumi-policy/blob/main/sdk/nodejs/policy/proxy.ts */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

let count = 0;

/**
 * A resource of its own.
 *
 * @param comesFrom resources that arguments come from, by argument
 */
export function resource(
  type: string,
  props: Record<string, unknown> = {},
  comesFrom: Record<string, PolicyResource> = {},
): PolicyResource {
  const name = `resource-${++count}`;
  return {
    type,
    props: unknownCheckingProxy(props),
    urn: `urn:pulumi:test::project::${type}::${name}`,
    name,
    opts: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: [],
    },
    dependencies: Object.values(comesFrom),
    propertyDependencies: Object.fromEntries(Object.entries(comesFrom).map(([key, from]) => [key, [from]])),
    isType: () => false,
    asType: () => undefined,
  };
}
