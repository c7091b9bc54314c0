// Resource options.
import { edit, type Edit } from "./edit.ts";
import { group, TABLE } from "./sources.ts";

const named = (hashKey: string, opts: string) => `
const table = new aws.dynamodb.Table("items", {
  name: "items",
  billingMode: "PAY_PER_REQUEST",
  hashKey: "${hashKey}",
  attributes: [{ name: "${hashKey}", type: "S" }],
}, ${opts});
export const arn = table.arn;
`;

const transformed = (days: number) => `
pulumi.runtime.registerStackTransform(({ type, props, opts }) =>
  type === "aws:cloudwatch/logGroup:LogGroup" ? { props: { ...props, retentionInDays: ${days} }, opts } : undefined,
);
${group("a", "")}`;

const transformedInProcess = (days: number) => `
pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
  type === "aws:cloudwatch/logGroup:LogGroup" ? { props: { ...props, retentionInDays: ${days} }, opts } : undefined,
);
${group("a", "")}`;

export const optionEdits: Edit[] = [
  edit("delete what is protected", group("a", "", "{ protect: true }") + group("b", ""), group("b", "")),
  edit("replace what is protected", named("pk", "{ protect: true }"), named("id", "{ protect: true }")),
  edit(
    "unprotect, then delete",
    group("a", "", "{ protect: true }"),
    group("a", "", "{ protect: false }"),
    group("b", ""),
  ),
  edit(
    "drop what is retained on delete",
    group("a", "", "{ retainOnDelete: true }") + group("b", ""),
    group("b", ""),
  ),
  edit(
    "change what is ignored",
    group("a", 'retentionInDays: 7, tags: { owner: "me" }', '{ ignoreChanges: ["retentionInDays"] }'),
    group("a", 'retentionInDays: 14, tags: { owner: "you" }', '{ ignoreChanges: ["retentionInDays"] }'),
  ),
  edit(
    "replace, the old one deleted before",
    named("pk", "{ deleteBeforeReplace: true }"),
    named("id", "{ deleteBeforeReplace: true }"),
  ),
  edit(
    "depend on another without using it, then go together",
    group("a", "") + group("b", "", "{ dependsOn: a }") + group("c", "", "{ dependsOn: [b] }"),
    "",
  ),
  edit(
    "replace on a change that is an update otherwise",
    TABLE.replace(/}\);/, '  tags: { generation: "1" },\n}, { replaceOnChanges: ["tags.generation"] });'),
    TABLE.replace(/}\);/, '  tags: { generation: "2" },\n}, { replaceOnChanges: ["tags.generation"] });'),
  ),
  edit("change what a transformation sets", transformedInProcess(7), transformedInProcess(14)),
  { ...edit("change what a transform sets", transformed(7)), refused: "transforms" },
  {
    ...edit(
      "import what exists",
      group("a", "retentionInDays: 7", "{ retainOnDelete: true }"),
      group("b", ""),
      `${group("b", "")}new aws.cloudwatch.LogGroup("a", { name: "/edits/a", retentionInDays: 7 }, { import: "/edits/a" });`,
    ),
    refused: "the resource option `import`",
  },
];
