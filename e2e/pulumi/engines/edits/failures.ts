// What fails, and how it goes on.
import { edit, type Edit } from "./edit.ts";
import { group, LOGS, TABLE } from "./sources.ts";

const throwing = `
class Throws extends pulumi.ComponentResource {
  constructor(name: string) {
    super("edits:index:Throws", name);
    throw new Error("out of luck");
  }
}
${group("a", "")}
new Throws("throws");
`;

const policyOf = (role: string) => `
${group("a", "")}
const policy = new aws.iam.RolePolicy("reader", {
  role: ${role},
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "logs:PutLogEvents", Resource: "*" }],
  }),
}, { dependsOn: a });
${group("after", "", "{ dependsOn: policy }")}
`;

const ROLE = `
const role = new aws.iam.Role("writer", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
});
`;

const backedUp = TABLE.replace(/}\);/, "  pointInTimeRecovery: { enabled: true },\n});");

export const failureEdits: Edit[] = [
  edit("a component throws", group("a", "") + group("b", ""), throwing),
  edit("arguments are refused, several together", group("a", 'retentionInDays: 8, logGroupClass: "GREEN"')),
  edit("a type is not known", 'new aws.kinesis.Stream("news", { shardCount: 1 });'),
  edit("the cloud refuses half-way", policyOf('"nobody"')),
  edit(
    "the cloud refuses half-way, then is asked rightly",
    policyOf('"nobody"'),
    ROLE + policyOf("role.name"),
  ),
  {
    name: "a resource is made, but not wholly, then again",
    programs: [
      {
        body: backedUp,
        fault({ dynamodb }) {
          const { updateContinuousBackups } = dynamodb;
          dynamodb.updateContinuousBackups = async () => {
            throw new Error("no backups today");
          };
          return () => (dynamodb.updateContinuousBackups = updateContinuousBackups);
        },
      },
      { body: backedUp },
    ],
  },
  edit(
    "an error in the program deletes nothing",
    `${LOGS}new Logs("logs", { days: 7 });`,
    "throw new Error('no more');",
  ),
];
