// The statements that say who may invoke a function.
// https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
import * as v from "valibot";
import { AwsError } from "../../errors.ts";
import { authorizedVersion, bodyOf, json, type LambdaRequest, noContent } from "./lambda-request.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
const PERMISSION = v.strictObject({
  StatementId: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)),
  Action: v.pipe(v.string(), v.regex(/^lambda:(?:\*|[a-zA-Z]+)$/)),
  Principal: v.string(),
  SourceArn: v.optional(v.pipe(v.string(), v.regex(/^arn:/))),
  SourceAccount: v.optional(v.pipe(v.string(), v.regex(/^\d{12}$/))),
});

export function getPolicy(call: LambdaRequest) {
  const { functionName, qualifier } = authorizedVersion(call, "lambda:GetPolicy");
  const Policy = call.lambda.getPolicy(functionName, qualifier);
  if (Policy !== undefined) return json({ Policy });
  throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404);
}

export function addPermission(call: LambdaRequest) {
  const given = bodyOf(call, PERMISSION);
  const { functionName, qualifier } = authorizedVersion(call, "lambda:AddPermission", {
    "lambda:Principal": given.Principal,
  });
  const statementId = given.StatementId;
  const permission = {
    ...{ statementId, action: given.Action, principal: given.Principal },
    ...{ sourceArn: given.SourceArn, sourceAccount: given.SourceAccount },
  };
  call.lambda.addPermission(functionName, permission, qualifier);
  const policy = call.lambda.getPolicy(functionName, qualifier) ?? "";
  return json({ Statement: statementOf(policy, statementId) }, 201);
}

export function removePermission(call: LambdaRequest) {
  const { functionName, qualifier } = authorizedVersion(call, "lambda:RemovePermission");
  call.lambda.removePermission(functionName, call.parameters.StatementId ?? "", qualifier);
  return noContent();
}

/** As JSON text. */
function statementOf(policy: string, statementId: string) {
  const { Statement } = JSON.parse(policy) as { Statement: { Sid: string }[] };
  return JSON.stringify(Statement.find(({ Sid }) => Sid === statementId));
}
