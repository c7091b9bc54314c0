// The documents of AWS's own policies that programs of functions, tables, sites and sockets use.
// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
import { apiGateway } from "./api-gateway.ts";
import { dynamodb } from "./dynamodb.ts";
import { general } from "./general.ts";
import { lambda } from "./lambda.ts";
import type { ManagedPolicies } from "./statements.ts";

const policies = new Map(
  Object.entries<ManagedPolicies[string]>({ ...general, ...lambda, ...dynamodb, ...apiGateway }),
);

/** @param arn `arn:aws:iam::aws:policy/...`, in any partition. @returns JSON text; undefined when it is not known here */
export function awsManagedPolicy(arn: string): string | undefined {
  const statements = policies.get(arn.slice(arn.indexOf("/") + 1));
  return statements && JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
