// Tags of APIs and of stages, which have them: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/tags-resource-arn.html
import * as v from "valibot";
import { badRequest } from "../errors.ts";
import type { ApiCall, Operation } from "./api-call.ts";
import { without } from "./maps.ts";
import { membersOf } from "./members.ts";

const ARN = /^arn:[^:]+:apigateway:[^:]+::\/apis\/([^/]+)(?:\/stages\/([^/]+))?$/;

const creation = v.object({ tags: v.record(v.string(), v.string()) });

export const getTags: Operation = (call) => ({ tags: find(call).tags });

export const tagResource: Operation = (call) => {
  const { tags, replace } = find(call);
  replace({ ...tags, ...membersOf(call, creation).tags });
  return {};
};

export const untagResource: Operation = (call) => {
  const { tags, replace } = find(call);
  replace(without(tags, call.query.getAll("tagKeys")));
};

/** @throws AwsError BadRequestException, NotFoundException */
function find({ gateway, ids: [resourceArn] }: ApiCall) {
  const [, apiId, stageName] = ARN.exec(resourceArn) ?? [];
  if (apiId === undefined) throw badRequest(`${resourceArn} is the ARN of neither an API nor a stage`);
  const { api, stages } = gateway.configurationOf(apiId);
  if (stageName === undefined) {
    const { tags = {} } = api;
    return { tags, replace: (tags: Record<string, string>) => void gateway.updateApi(apiId, { tags }) };
  }
  const { tags = {} } = stages.get(stageName);
  return {
    tags,
    replace: (tags: Record<string, string>) => void gateway.updateStage(apiId, stageName, { tags }),
  };
}
