// Versions of functions, published and listed.
// https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
import * as v from "valibot";
import { AwsError } from "../../errors.ts";
import { describeConfiguration } from "./descriptions.ts";
import { authorizedFunction, bodyOf, json, type LambdaRequest } from "./lambda-request.ts";
import { pageOf } from "./paging.ts";

const VERSION = v.strictObject({
  CodeSha256: v.optional(v.string()),
  Description: v.optional(v.pipe(v.string(), v.maxLength(256))),
});

export function publishVersion(call: LambdaRequest) {
  const { functionName, codeSha256 } = authorizedFunction(call, "lambda:PublishVersion");
  const { CodeSha256 = codeSha256, Description } = bodyOf(call, VERSION);
  if (CodeSha256 !== codeSha256) {
    throw new AwsError(
      "InvalidParameterValueException",
      `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${codeSha256}). ` +
        "Please try again with the CodeSHA256 in $LATEST.",
    );
  }
  return json(describeConfiguration(call.lambda.publishVersion(functionName, Description)), 201);
}

export function listVersionsByFunction(call: LambdaRequest) {
  const { functionName } = authorizedFunction(call, "lambda:ListVersionsByFunction");
  const { items, ...rest } = pageOf(call, call.lambda.listVersions(functionName));
  return json({ ...rest, Versions: items.map(describeConfiguration) });
}
