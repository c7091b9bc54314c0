// The functions behind the routes: bundled here, or brought by the caller, with the grants their routes ask for.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Bundle } from "../bundle.ts";
import { LambdaFunction } from "../lambda-function.ts";
import { allow } from "./allow.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import type { PlannedFunction } from "./plan.ts";
import type { Scope } from "./scope.ts";

interface FunctionContext {
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

/** The Origin list, for the functions that check it. */
export function originVariables({ allowedOrigins, requireOrigin }: ServerlessSocketArgs) {
  return {
    ...(allowedOrigins && {
      ALLOWED_ORIGINS: pulumi.output(allowedOrigins).apply((origins) => origins.join(",")),
    }),
    ...(requireOrigin !== undefined && { REQUIRE_ORIGIN: pulumi.output(requireOrigin).apply(String) }),
  };
}
