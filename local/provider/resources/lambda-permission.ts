// aws.lambda.Permission: who may invoke a function, or one of its versions or aliases.
import * as v from "valibot";
import { resourceType } from "../resource-type.ts";
import { matching, show } from "../schema.ts";
import { splitFunctionName } from "./lambda-function-name.ts";
import { regional } from "./regional.ts";

const noUrls = "its functions have no URLs";

const statementId = matching(/^[\w-]{1,100}$/, "a statement's id has 1 to 100 letters, digits, - and _");

export const permission = resourceType({
  token: "aws:lambda/permission:Permission",
  applied: {
    function: v.string(),
    action: matching(/^lambda:(\*|\w+)$/, `give an action of Lambda, such as "lambda:InvokeFunction"`),
    principal: v.pipe(v.string(), v.nonEmpty("is empty; name a service, an account or a role")),
    sourceArn: v.optional(
      matching(
        /^arn:/,
        "give the ARN of what invokes the function, for example the executionArn of a stage and a route",
      ),
    ),
    sourceAccount: v.optional(matching(/^\d{12}$/, "an account has twelve digits")),
    qualifier: v.optional(
      matching(/^[\w$-]{1,128}$/, "give the number of a version, or the name of an alias"),
    ),
    statementId: v.optional(statementId),
    statementIdPrefix: v.optional(statementId),
  },
  recorded: regional,
  refused: {
    eventSourceToken: "only Alexa skills send it",
    functionUrlAuthType: noUrls,
    invokedViaFunctionUrl: noUrls,
    principalOrgId: "it has one account and no organization",
  },
  rules: [
    {
      of: ["sourceArn", "principal"],
      refuse: ({ sourceArn, principal }) =>
        principal === "apigateway.amazonaws.com" &&
        sourceArn !== undefined &&
        !/^arn:[a-z-]+:execute-api:/.test(sourceArn)
          ? `${show(sourceArn)} is nothing API Gateway invokes for; give the executionArn of an API or stage and a route`
          : undefined,
    },
  ],
  name: { property: "statementId", prefixProperty: "statementIdPrefix" },
  forcesNew: [
    "action",
    "function",
    "principal",
    "qualifier",
    "region",
    "sourceAccount",
    "sourceArn",
    "statementId",
    "statementIdPrefix",
  ],
  computed: { stable: [], changing: [] },
  create({ lambda }, { statementId = "", action, principal, sourceArn, sourceAccount, ...inputs }) {
    const { functionName, qualifier } = nameOf(inputs);
    const permission = { statementId, action, principal, sourceArn, sourceAccount };
    lambda.addPermission(functionName, permission, qualifier);
    return { id: statementId, computed: {} };
  },
  partOf: ["function"],
  read({ lambda }, { id, inputs: { function: target = "", action: before, qualifier: given } }) {
    const { functionName, qualifier } = nameOf({ function: target, qualifier: given });
    const policy = lambda.getPolicy(functionName, qualifier);
    const statement = policy && statementsOf(policy).find(({ Sid }) => Sid === id);
    if (!statement) return undefined;
    const { Action: action, Principal, Condition: { ArnLike, StringEquals } = {} } = statement;
    return {
      inputs: {
        // An import names both as one: `f:live`.
        ...(before === undefined && { function: functionName, qualifier }),
        ...{ action, statementId: id },
        principal:
          typeof Principal === "string" ? Principal : (Principal.Service ?? accountOf(Principal.AWS)),
        sourceArn: ArnLike?.["AWS:SourceArn"],
        sourceAccount: StringEquals?.["AWS:SourceAccount"],
      },
    };
  },
  delete({ lambda }, { id, inputs }) {
    const { functionName, qualifier } = nameOf(inputs);
    lambda.removePermission(functionName, id, qualifier);
  },
});

/** Lambda takes the qualifier beside the function or as a part of its name. */
function nameOf({ function: target, qualifier }: { function: string; qualifier?: string }) {
  const split = splitFunctionName(target);
  return { ...split, qualifier: qualifier ?? split.qualifier };
}

/** What AddPermission writes. */
interface Statement {
  Sid: string;
  Action: string;
  Principal: string | { Service?: string; AWS?: string };
  Condition?: Record<"ArnLike" | "StringEquals", Record<string, string> | undefined>;
}

const statementsOf = (policy: string) => (JSON.parse(policy) as { Statement: Statement[] }).Statement;

/** An account is given by its number, and written as its root. */
const accountOf = (principal = "") => /^arn:[\w-]+:iam::(\d{12}):root$/.exec(principal)?.[1] ?? principal;
