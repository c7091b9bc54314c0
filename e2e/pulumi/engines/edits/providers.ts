// Explicit providers, resources of others, other stacks.
import { edit, type Edit } from "./edit.ts";
import { group } from "./sources.ts";

// Without a name of its own: one that moves to another provider is made before the old one is gone.
const free = (days: number, opts = "{}") =>
  `new aws.cloudwatch.LogGroup("a", { retentionInDays: ${days} }, ${opts});`;

const explicit = (days: number) => `
const provider = new aws.Provider("here", { region: "us-east-1" });
${free(days, "{ provider }")}
export const region = aws.getRegionOutput({}, { provider }).region;
`;

const found = (owner: string) => `
${group("a", `tags: { owner: "${owner}" }`)}
const same = aws.cloudwatch.LogGroup.get("same", a.id);
export const arn = same.arn;
`;

/** The account's setting is there whoever made it, and says whether there is a role. */
const account = (opts = "{}") => `
const account = aws.apigateway.Account.get("found", "api-gateway-account", undefined, ${opts});
export const mayLog = account.cloudwatchRoleArn.apply((role) => role !== "");
`;

const LOGGING = `
const role = new aws.iam.Role("logs", {
  assumeRolePolicy: JSON.stringify(
    aws.iam.assumeRolePolicyForPrincipal({ Service: "apigateway.amazonaws.com" }),
  ),
});
const policy = new aws.iam.RolePolicyAttachment("logs", {
  role: role.name,
  policyArn: "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
});
const made = new aws.apigateway.Account("made", { cloudwatchRoleArn: role.arn }, { dependsOn: policy });
`;

export const providerEdits: Edit[] = [
  edit("use an explicit provider", free(7), explicit(7)),
  edit("change a resource of an explicit provider", explicit(7), explicit(14)),
  edit("get a resource that exists", found("me"), found("you")),
  edit("get the account's setting", account(), LOGGING + account("{ dependsOn: made }"), account()),
  edit("get a resource that does not exist", 'aws.cloudwatch.LogGroup.get("none", "/edits/none");'),
  {
    ...edit(
      "refer to a stack",
      'export const here = "there";',
      `const stack = new pulumi.StackReference("organization/edits/local");\nexport const before = stack.getOutput("here");`,
    ),
    refused: "the resource type pulumi:pulumi:StackReference",
  },
];
