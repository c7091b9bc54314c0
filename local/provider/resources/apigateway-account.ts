// aws.apigateway.Account: what API Gateway writes logs as. There is one, made or not: to create it is to change it, to
// delete it is to take the role away.
// https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigateway/account.go
import * as v from "valibot";
import { resourceType, type Services } from "../resource-type.ts";
import { matching } from "../schema.ts";
import { regional } from "./regional.ts";

export const account = resourceType({
  token: "aws:apigateway/account:Account",
  applied: {
    cloudwatchRoleArn: v.optional(
      matching(/^(arn:[a-z-]+:iam:.+)?$/, "give the ARN of a role, or leave it out"),
    ),
  },
  recorded: regional,
  refused: {},
  forcesNew: ["region"],
  computed: { stable: ["apiKeyVersion", "features", "throttleSettings"], changing: [] },
  create({ apigateway, context }, { cloudwatchRoleArn }) {
    apigateway.account.updateCloudwatchRole(cloudwatchRoleArn);
    return { id: context.accountId, computed: outputsOf(apigateway) };
  },
  update({ apigateway }, _, { cloudwatchRoleArn }) {
    apigateway.account.updateCloudwatchRole(cloudwatchRoleArn);
    return outputsOf(apigateway);
  },
  read({ apigateway }) {
    const { cloudwatchRoleArn } = apigateway.account.settings;
    return { inputs: { cloudwatchRoleArn }, computed: outputsOf(apigateway) };
  },
  delete({ apigateway }) {
    apigateway.account.updateCloudwatchRole();
  },
});

/** Where there is no role the provider gives an empty ARN. */
function outputsOf({ account }: Services["apigateway"]) {
  const { cloudwatchRoleArn = "", throttleSettings, ...rest } = account.settings;
  return { ...rest, cloudwatchRoleArn, throttleSettings: [throttleSettings] };
}
