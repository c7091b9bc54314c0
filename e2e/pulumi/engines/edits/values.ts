// Values: configuration, secrets, what is known only after something is made, what functions of the provider give.
import { edit, type Edit } from "./edit.ts";
import { group, TABLE } from "./sources.ts";

const owned = (owner: string) =>
  `${group("a", `tags: { owner: ${owner} }`)}export const tags = a.tags;\nexport const arn = a.arn;`;

const configured = `
const config = new pulumi.Config();
${group("a", 'retentionInDays: config.requireNumber("days")')}
export const days = a.retentionInDays;
`;

const chain = `
${group("a", "")}
${group("b", "tags: { after: a.arn }")}
${group("c", "tags: { after: pulumi.interpolate`${b.arn}:*` }")}
export const last = c.tags.apply((tags) => tags?.after);
`;

const policy = (action: string) => `
${TABLE}
const document = aws.iam.getPolicyDocumentOutput({
  statements: [{ actions: ["${action}"], resources: [table.arn] }],
});
const policy = new aws.iam.Policy("reader", { policy: document.json });
export const json = policy.policy;
`;

/** Each needs the other's address, as the socket and the site of the chat do. */
const cycle = (days: number) => `
const [later, resolveLater] = pulumi.deferredOutput<string>();
${group("a", `retentionInDays: ${days}`)}
const parameters = pulumi.all([a.arn, later]).apply(([arn, other]) => arn + " and " + other);
${group("b", "tags: { other: a.arn }")}
resolveLater(b.arn);
export const both = parameters;
`;

/** A cycle that never ends: each waits for the other. */
const deadlock = `
const [later, resolveLater] = pulumi.deferredOutput<string>();
${group("a", "tags: { other: later }")}
${group("b", "tags: { other: a.arn }")}
resolveLater(b.arn);
`;

export const valueEdits: Edit[] = [
  {
    name: "change the configuration",
    programs: [
      { body: configured, config: { days: "7" } },
      { body: configured, config: { days: "14" } },
    ],
  },
  edit("make a value secret", owned('"me"'), owned('pulumi.secret("me")')),
  edit("change a secret value", owned('pulumi.secret("me")'), owned('pulumi.secret("you")')),
  edit("pass what only making tells along a chain", chain),
  edit("ask a function of what only making tells", policy("dynamodb:GetItem"), policy("dynamodb:PutItem")),
  edit("two that need each other, through a deferred output", cycle(7), cycle(14)),
  edit("two that wait for each other", deadlock),
];
