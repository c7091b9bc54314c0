// How rules find the functions behind other resources.
import type { PolicyResource } from "@pulumi/policy";
import { referredBy } from "./stack.ts";
import { ALIAS, FUNCTION } from "./types.ts";

/** Those that the argument `property` of `resource` names, by themselves or by an alias of theirs. */
export const functionsNamedBy = (resource: PolicyResource, property: string) => [
  ...referredBy(resource, property, FUNCTION),
  ...referredBy(resource, property, ALIAS).flatMap((alias) => referredBy(alias, "functionName", FUNCTION)),
];
