// Permissions for functions that were created elsewhere.
import * as aws from "@pulumi/aws";
import { InvalidArgsError, type Problem } from "../errors.ts";
import { policyDocument } from "../policy-document.ts";
import { transform } from "../transform.ts";
import type { Scope } from "./scope.ts";

/**
 * Gives a function that was created elsewhere further permissions.
 * @throws {InvalidArgsError} for a policy that would say nothing, or be called like another
 */
export function allow(
  { name, args, parent, granted }: Scope,
  suffix: string,
  fn: aws.lambda.Function,
  statements: aws.iam.PolicyStatement[],
) {
  const problems = grantProblems(suffix, statements, granted);
  if (problems.length > 0) throw new InvalidArgsError("RolePolicy", `${name}-${suffix}`, problems);
  granted.add(suffix);
  // A function knows its role by ARN only; the name is the last part of it.
  const role = fn.role.apply((arn) => arn.slice(arn.lastIndexOf("/") + 1));
  return new aws.iam.RolePolicy(
    ...transform(
      args.transform?.policy,
      `${name}-${suffix}`,
      { role, policy: policyDocument(statements) },
      { parent },
    ),
  );
}

function grantProblems(name: string, statements: aws.iam.PolicyStatement[], granted: Set<string>): Problem[] {
  const problems: Problem[] = [];
  if (statements.length === 0) {
    const remedy = "Name at least one of POST, GET and DELETE";
    problems.push({ argument: "verbs", value: [], wrong: "a grant of nothing is a mistake", remedy });
  }
  if (granted.has(name)) {
    const remedy = "Give each grant of a socket a name of its own";
    problems.push({ argument: "name", value: name, wrong: "another grant has it", remedy });
  }
  return problems;
}
