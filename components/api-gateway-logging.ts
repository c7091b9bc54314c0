// The account's permission for API Gateway to write logs, which every stage with logs needs.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgsError } from "./errors.ts";
import { componentNameProblems } from "./names.ts";
import { tagProblems } from "./tags.ts";
import { type Transform, transform } from "./transform.ts";

export interface ApiGatewayLoggingArgs {
  /**
   * Tags for the role; the account's setting takes none.
   *
   * @default none
   * @example { team: "platform" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Changes to the children.
   *
   * @default none
   * @example { role: { permissionsBoundary: boundary.arn } }
   */
  transform?: ApiGatewayLoggingTransform;
}

interface ApiGatewayLoggingTransform {
  role?: Transform<aws.iam.RoleArgs>;
  policy?: Transform<aws.iam.RolePolicyAttachmentArgs>;
  account?: Transform<aws.apigateway.AccountArgs>;
}

/**
 * Lets API Gateway write to CloudWatch Logs: one setting for the whole account and region, which all stacks share and
 * the last to write it decides. Create it in one stack of an account, never in one that is there for a pull request.
 * Where it is missing, AWS refuses to create a stage with logs, and a `ServerlessSocket` does without its access log.
 *
 * Its resources stay when the stack is destroyed, because other stacks' logs go through them. To be rid of them, remove
 * the setting and the role by hand: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 *
 * @example
 * const logging = new ApiGatewayLogging("logging");
 * new ServerlessSocket("chat", { routes, accessLog: true }, { dependsOn: logging });
 */
export class ApiGatewayLogging extends pulumi.ComponentResource {
  /** What API Gateway writes logs as. */
  readonly role: aws.iam.Role;
  /** The account's setting. */
  readonly account: aws.apigateway.Account;

  /** @throws {InvalidArgsError} with every mistake in the arguments */
  constructor(name: string, args: ApiGatewayLoggingArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const problems = [...componentNameProblems(name), ...tagProblems(args.tags)];
    if (problems.length > 0) throw new InvalidArgsError("ApiGatewayLogging", name, problems);

    super("serverless-socket:index:ApiGatewayLogging", name, {}, opts);
    const { tags, transform: transforms = {} } = args;
    const kept = { parent: this, retainOnDelete: true };

    const role = createRole();
    const policy = createPolicy();
    this.role = role;
    this.account = createAccount();
    this.registerOutputs({ roleArn: role.arn });

    function createRole() {
      const assumeRolePolicy = JSON.stringify(
        aws.iam.assumeRolePolicyForPrincipal({ Service: "apigateway.amazonaws.com" }),
      );
      return new aws.iam.Role(...transform(transforms.role, name, { assumeRolePolicy, tags }, kept));
    }

    function createPolicy() {
      // In the role's own partition: China and GovCloud have others.
      const policyArn = role.arn.apply(
        (arn) => `arn:${arn.split(":")[1]}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`,
      );
      return new aws.iam.RolePolicyAttachment(
        ...transform(transforms.policy, name, { role: role.name, policyArn }, kept),
      );
    }

    function createAccount() {
      return new aws.apigateway.Account(
        ...transform(
          transforms.account,
          name,
          { cloudwatchRoleArn: role.arn },
          // AWS tries the role out when it is set.
          { ...kept, dependsOn: [policy] },
        ),
      );
    }
  }
}
