// Tags of functions: https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html
import * as v from "valibot";
import { authorizedFunction, bodyOf, json, type LambdaRequest, noContent } from "./lambda-request.ts";

const TAGS = v.strictObject({ Tags: v.record(v.string(), v.string()) });

export function listTags(call: LambdaRequest) {
  return json({ Tags: authorizedFunction(call, "lambda:ListTags").tags ?? {} });
}

export function tagResource(call: LambdaRequest) {
  const { Tags } = bodyOf(call, TAGS);
  const { functionName, tags } = authorizedFunction(call, "lambda:TagResource", {
    "aws:TagKeys": Object.keys(Tags),
  });
  call.lambda.updateFunctionSettings(functionName, { tags: { ...tags, ...Tags } });
  return noContent();
}

export function untagResource(call: LambdaRequest) {
  const gone = call.query.getAll("tagKeys");
  const { functionName, tags = {} } = authorizedFunction(call, "lambda:UntagResource", {
    "aws:TagKeys": gone,
  });
  const kept = Object.entries(tags).filter(([key]) => !gone.includes(key));
  call.lambda.updateFunctionSettings(functionName, { tags: Object.fromEntries(kept) });
  return noContent();
}
