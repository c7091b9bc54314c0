// A Lambda function with all it needs to run and nothing it does not: bundle, role, policy, log group.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Bundle, bundleAll, isFile } from "./bundle.ts";
import { type Environment, environmentProblems } from "./environment.ts";
import { InvalidArgsError, type Problem } from "./errors.ts";
import { retentionProblems, sizeProblems } from "./limits.ts";
import { functionNameProblems, physicalName } from "./names.ts";
import { policyDocument } from "./policy-document.ts";
import { tagProblems } from "./tags.ts";
import { type Transform, transform } from "./transform.ts";

/** MB. Lambda gives CPU in proportion; with the least (128 MB) loading the AWS SDK alone takes seconds. */
const DEFAULT_MEMORY = 256;

/** Seconds. Lambda's own 3 leave no room for a retry; API Gateway stops waiting after 29. */
const DEFAULT_TIMEOUT = 10;

/** Days. Long enough to look into last week's incident, short enough to cost nothing. */
export const DEFAULT_LOG_RETENTION = 30;

export interface LambdaFunctionArgs {
  /**
   * Path of the TypeScript module that exports `handler`, relative to the program's folder; or its bundle, where
   * several are bundled in one go.
   *
   * @example "handlers/send.ts"
   */
  handler: string | Bundle;
  /**
   * Environment variables, but for those that Lambda sets itself.
   *
   * @default none
   * @example { TABLE_NAME: table.name }
   */
  environment?: pulumi.Input<Environment>;
  /**
   * Memory in MB, 128 to 10240.
   *
   * @default 256
   * @example 512
   */
  memory?: pulumi.Input<number>;
  /**
   * Seconds after which Lambda stops an invocation, 1 to 900.
   *
   * @default 10
   * @example 29
   */
  timeout?: pulumi.Input<number>;
  /**
   * What the function may do besides writing its own log.
   *
   * @default nothing
   * @example [{ Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: [table.arn] }]
   */
  statements?: aws.iam.PolicyStatement[];
  /**
   * Days for which CloudWatch keeps the log; one of the values CloudWatch knows (1, 3, 5, 7, 14, 30, 60, 90, …).
   *
   * @default 30
   * @example 90
   */
  logRetentionDays?: pulumi.Input<number>;
  /**
   * Whether X-Ray shows where the time of an invocation goes. The function may then send traces, which is for all
   * resources: X-Ray knows none. https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
   *
   * @default false
   * @example true
   */
  tracing?: boolean;
  /**
   * Tags for every child that takes tags.
   *
   * @default none
   * @example { team: "chat" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Changes to the children.
   *
   * @default none
   * @example { function: { description: "Counts votes" } }
   */
  transform?: LambdaFunctionTransform;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
const SEND_TRACES: aws.iam.PolicyStatement = {
  Effect: "Allow",
  Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  Resource: ["*"],
};

export interface LambdaFunctionTransform {
  role?: Transform<aws.iam.RoleArgs>;
  policy?: Transform<aws.iam.RolePolicyArgs>;
  logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  function?: Transform<aws.lambda.FunctionArgs>;
}

/**
 * A Lambda function on Node 24 and arm64.
 *
 * Function and log group carry the name `{project}-{stack}-{name}`: the log group has to be named after the
 * function before the function is there, or Lambda would make one without retention.
 *
 * @example
 * new LambdaFunction("worker", { handler: "handlers/worker.ts" });
 */
export class LambdaFunction extends pulumi.ComponentResource {
  /** The function itself. */
  readonly function: aws.lambda.Function;

  /** The role it runs under. */
  readonly role: aws.iam.Role;

  /**
   * @throws {InvalidArgsError} with every mistake in the arguments, a handler that does not compile among them
   */
  constructor(name: string, args: LambdaFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    const { bundles, problems: faults } = bundleOf(args.handler);
    const problems = [
      ...functionNameProblems(name),
      ...handlerProblems(args.handler),
      ...faults,
      ...environmentProblems(args.environment),
      ...sizeProblems(args),
      ...retentionProblems("logRetentionDays", args.logRetentionDays),
      ...tagProblems(args.tags),
    ];
    if (problems.length > 0) throw new InvalidArgsError("LambdaFunction", name, problems);
    const functionName = physicalName(name);
    const { code, file } = bundles[0]!;

    super("serverless-socket:index:LambdaFunction", name, {}, opts);
    const { tags, transform: transforms = {} } = args;
    const parent = { parent: this };

    const logGroup = createLogGroup();
    const role = createRole();
    const policy = createPolicy();
    this.role = role;
    this.function = createFunction();
    this.registerOutputs({ name: this.function.name, arn: this.function.arn });

    function createLogGroup() {
      const retentionInDays = args.logRetentionDays ?? DEFAULT_LOG_RETENTION;
      return new aws.cloudwatch.LogGroup(
        ...transform(
          transforms.logGroup,
          name,
          { name: `/aws/lambda/${functionName}`, retentionInDays, tags },
          parent,
        ),
      );
    }

    function createRole() {
      const assumeRolePolicy = JSON.stringify(
        aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
      );
      return new aws.iam.Role(...transform(transforms.role, name, { assumeRolePolicy, tags }, parent));
    }

    function createPolicy() {
      const writeLog: aws.iam.PolicyStatement = {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [pulumi.interpolate`${logGroup.arn}:*`],
      };
      const sendTraces = args.tracing ? [SEND_TRACES] : [];
      const policy = policyDocument([writeLog, ...sendTraces, ...(args.statements ?? [])]);
      return new aws.iam.RolePolicy(
        ...transform(transforms.policy, name, { role: role.name, policy }, parent),
      );
    }

    function createFunction() {
      return new aws.lambda.Function(
        ...transform(
          transforms.function,
          name,
          {
            name: functionName,
            // Where the console, and who looks at a list of functions, finds the source.
            description: file,
            role: role.arn,
            runtime: aws.lambda.Runtime.NodeJS24dX,
            architectures: ["arm64"],
            handler: "index.handler",
            code: new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset(code) }),
            memorySize: args.memory ?? DEFAULT_MEMORY,
            timeout: args.timeout ?? DEFAULT_TIMEOUT,
            environment: args.environment && { variables: args.environment },
            loggingConfig: { logFormat: "Text", logGroup: logGroup.name },
            tracingConfig: args.tracing ? { mode: "Active" } : undefined,
            tags,
          },
          // A function that answers before its policy is there fails the first messages.
          { ...parent, dependsOn: [policy] },
        ),
      );
    }
  }
}

function bundleOf(handler: string | Bundle) {
  return typeof handler === "string"
    ? bundleAll([{ argument: "handler", file: handler }])
    : { bundles: [handler], problems: [] };
}

function handlerProblems(handler: string | Bundle): Problem[] {
  if (typeof handler !== "string" || isFile(handler)) return [];
  const remedy = "Write it, or correct the path, which is relative to the program's folder";
  return [{ argument: "handler", value: handler, wrong: "there is no such file", remedy }];
}
