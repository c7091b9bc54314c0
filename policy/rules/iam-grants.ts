// Rules for what roles, users and groups may do.
import type { ResourceValidation, ResourceValidationPolicy } from "@pulumi/policy";
import { judgeEach } from "./stack.ts";
import { allowing, type Statement } from "./statements.ts";
import { ROLE } from "./types.ts";

const POLICIES = new Set([
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
]);

/** Reports each statement that allows what it should not; `refuse` says what, or gives undefined. */
const ofGrants =
  (refuse: (statement: Statement) => string | undefined): ResourceValidation =>
  ({ type, props }, report) => {
    const holders = POLICIES.has(type) ? [props] : type === ROLE ? (props.inlinePolicies ?? []) : [];
    judgeEach<{ policy?: unknown }>(holders, (holder) => {
      for (const statement of allowing(holder.policy)) {
        const reason = refuse(statement);
        if (reason !== undefined) report(reason);
      }
    });
  };

const isEverything = ({ actions, isNegated }: Statement) => isNegated || actions.includes("*");

export const grantIsNotEverything: ResourceValidationPolicy = {
  name: "iam-not-everything",
  description: "No policy allows every action, or all but a few.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
  remediationSteps: "Name the actions that are needed, and the ARNs they are needed on.",
  validateResource: ofGrants((statement) => {
    if (!isEverything(statement)) return undefined;
    return statement.isNegated ? "it allows all but what it names" : "it allows the action *";
  }),
};

const WHOLE_SERVICE = /^[\w-]+:\*$/;

export const grantNamesActions: ResourceValidationPolicy = {
  name: "iam-no-service-wildcard",
  description: "No policy allows all actions of a service, which grow with every release of it.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21",
  remediationSteps: "Name the actions that are needed.",
  validateResource: ofGrants(({ actions }) => {
    const whole = actions.filter((action) => WHOLE_SERVICE.test(action));
    return whole.length > 0 ? `it allows ${whole.join(", ")}` : undefined;
  }),
};

/** Services whose actions on data can all be limited to ARNs. */
const LIMITED = /^(dynamodb|s3|sqs|sns|lambda|secretsmanager|ssm|logs):/i;

export const grantNamesResources: ResourceValidationPolicy = {
  name: "iam-names-resources",
  description: "A policy names the tables, buckets, queues and functions it is about.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  remediationSteps: "Put the ARNs of the program's own resources in place of *.",
  validateResource: ofGrants(({ actions, resources }) => {
    if (!resources.includes("*")) return undefined;
    const named = actions.filter((action) => LIMITED.test(action) && !WHOLE_SERVICE.test(action));
    return named.length > 0 ? `it allows ${named.join(", ")} on every resource` : undefined;
  }),
};

export const decryptIsScoped: ResourceValidationPolicy = {
  name: "iam-decrypt-scoped",
  description: "No policy allows decryption with every key of the account.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1",
  remediationSteps: "Name the keys.",
  validateResource: ofGrants(({ actions, resources }) => {
    const decrypts = actions.some((action) => /^kms:(Decrypt|ReEncryptFrom)$/i.test(action));
    const everyKey = resources.some((resource) => resource === "*" || /:key\/\*$/.test(resource));
    return decrypts && everyKey ? "it allows decryption with every key" : undefined;
  }),
};

/** `arn:{partition}:execute-api:{region}:{account}:{api}/{stage}/{verb}/@connections/{id}` without a wildcard but for the id. */
const CONNECTIONS_OF_A_STAGE =
  /^arn:[\w-]+:execute-api:[\w-]+:\d+:[^/*?]+\/[^/*?]+\/(POST|GET|DELETE)\/@connections\/[^/]+$/;

export const connectionsAreScoped: ResourceValidationPolicy = {
  name: "iam-connections-scoped",
  description:
    "A grant on @connections names API, stage and verb. With a wildcard a function may write to, and close, the sockets of other APIs.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html",
  remediationSteps: "Use {api executionArn}/{stage}/POST/@connections/* as the resource, one for each verb.",
  validateResource: ofGrants(({ actions, resources }) => {
    if (!actions.some((action) => /^execute-api:ManageConnections$/i.test(action))) return undefined;
    const wide = resources.filter((resource) => !CONNECTIONS_OF_A_STAGE.test(resource));
    return wide.length > 0 ? `it allows ManageConnections on ${wide.join(", ")}` : undefined;
  }),
};
