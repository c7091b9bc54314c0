// The functions behind the routes: bundled here, or brought by the caller, with the grants their routes ask for.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Bundle } from "../bundle.ts";
import { InvalidArgsError, type Problem } from "../errors.ts";
import { LambdaFunction } from "../lambda-function.ts";
import { policyDocument } from "../policy-document.ts";
import { transform } from "../transform.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import type { PlannedFunction } from "./plan.ts";
import type { Scope } from "./scope.ts";

export interface FunctionContext {
  bundles: Bundle[];
  statements: aws.iam.PolicyStatement[];
  tableName: pulumi.Input<string>;
  callbackUrl: pulumi.Input<string>;
}

/** A function of our own for a handler's path, or the existing function or alias. */
export function createFunction(scope: Scope, plan: PlannedFunction, context: FunctionContext) {
  const { name, args, parent } = scope;
  const { handler, slug } = plan;
  if (aws.lambda.Alias.isInstance(handler)) return handler;
  if (typeof handler !== "string") {
    if (context.statements.length > 0) allow(scope, slug, handler, context.statements);
    return handler;
  }
  const { tableName, callbackUrl, bundles, statements } = context;
  return new LambdaFunction(
    `${name}-${slug}`,
    {
      handler: bundles.find(({ file }) => file === handler) ?? handler,
      environment: {
        TABLE_NAME: tableName,
        CALLBACK_URL: callbackUrl,
        ...(plan.routes.some(({ key }) => key === "$connect") ? originVariables(args) : {}),
        ...plan.environment,
      },
      memory: plan.memory,
      timeout: plan.timeout,
      statements,
      logRetentionDays: args.logRetentionDays,
      tracing: args.tracing,
      tags: args.tags,
      transform: args.transform,
    },
    { parent },
  ).function;
}

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

/** The Origin list, for the functions that check it. */
export function originVariables({ allowedOrigins, requireOrigin }: ServerlessSocketArgs) {
  return {
    ...(allowedOrigins && {
      ALLOWED_ORIGINS: pulumi.output(allowedOrigins).apply((origins) => origins.join(",")),
    }),
    ...(requireOrigin !== undefined && { REQUIRE_ORIGIN: pulumi.output(requireOrigin).apply(String) }),
  };
}
