// aws.apigateway.Account: what API Gateway writes logs as. The local one needs no such permission.
import * as v from "valibot";
import { recordedType } from "../recorded-type.ts";
import { arn } from "../schema.ts";
import { regional } from "./regional.ts";

/** The id that the provider gives to the one setting there is. */
const ID = "api-gateway-account";

/** What an account may ask of its APIs. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const ACCOUNT_THROTTLE = { burstLimit: 5_000, rateLimit: 10_000 };

export const account = recordedType({
  token: "aws:apigateway/account:Account",
  recorded: { ...regional, cloudwatchRoleArn: v.optional(arn("iam")) },
  forcesNew: ["region"],
  computed: ["apiKeyVersion", "features", "throttleSettings"],
  describe: () => ({
    id: ID,
    computed: { apiKeyVersion: "4", features: ["UsagePlans"], throttleSettings: [ACCOUNT_THROTTLE] },
  }),
});
