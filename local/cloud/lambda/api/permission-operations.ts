// The statements that say who may invoke a function.
// https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
import * as v from "valibot";
import { AwsError } from "../../errors.ts";
import { authorizedFunction, bodyOf, json, type LambdaRequest, noContent } from "./lambda-request.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
const PERMISSION = v.strictObject({
  StatementId: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)),
  Action: v.pipe(v.string(), v.regex(/^lambda:(?:\*|[a-zA-Z]+)$/)),
  Principal: v.string(),
  SourceArn: v.optional(v.pipe(v.string(), v.regex(/^arn:/))),
  SourceAccount: v.optional(v.pipe(v.string(), v.regex(/^\d{12}$/))),
});

export function getPolicy(call: LambdaRequest) {
  const { functionName } = authorizedFunction(call, "lambda:GetPolicy");
  const Policy = call.lambda.getPolicy(functionName);
  if (Policy !== undefined) return json({ Policy });
  throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404);
}

export function addPermission(call: LambdaRequest) {
  const given = bodyOf(call, PERMISSION);
  const { functionName } = authorizedFunction(call, "lambda:AddPermission", {
    "lambda:Principal": given.Principal,
  });
  const statementId = given.StatementId;
  call.lambda.addPermission(functionName, {
    ...{ statementId, action: given.Action, principal: given.Principal },
    ...{ sourceArn: given.SourceArn, sourceAccount: given.SourceAccount },
  });
  return json({ Statement: statementOf(call.lambda.getPolicy(functionName) ?? "", statementId) }, 201);
}

export function removePermission(call: LambdaRequest) {
  const { functionName } = authorizedFunction(call, "lambda:RemovePermission");
  call.lambda.removePermission(functionName, call.parameters.StatementId ?? "");
  return noContent();
}

/** As JSON text. */
function statementOf(policy: string, statementId: string) {
  const { Statement } = JSON.parse(policy) as { Statement: { Sid: string }[] };
  return JSON.stringify(Statement.find(({ Sid }) => Sid === statementId));
}
