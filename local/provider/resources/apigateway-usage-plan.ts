// aws.apigateway.ApiKey, UsagePlan and UsagePlanKey: which clients a `$connect` lets in that asks for an API key.
import * as v from "valibot";
import type { ApiKey, ApiKeyInput } from "../../cloud/apigateway/control-plane/api-keys.ts";
import type { UsagePlanInput } from "../../cloud/apigateway/control-plane/usage-plans.ts";
import { resourceType } from "../resource-type.ts";
import { matching, only, refused, tags, text } from "../schema.ts";
import { regional } from "./regional.ts";

const DESCRIPTION = "Managed by Pulumi";

const countsNothing = "it does not count what is done with a key";

export const apiKey = resourceType({
  token: "aws:apigateway/apiKey:ApiKey",
  applied: {
    name: v.optional(text(1024)),
    value: v.optional(matching(/^[\w-]{20,128}$/, "give 20 to 128 letters, digits, - and _")),
    enabled: v.optional(v.boolean(), true),
  },
  recorded: {
    ...regional,
    description: v.optional(v.string(), DESCRIPTION),
    customerId: v.optional(v.string()),
    tags,
  },
  refused: {},
  name: { property: "name" },
  forcesNew: ["value", "region"],
  computed: { stable: ["arn", "createdDate", "value"], changing: ["lastUpdatedDate"] },
  create({ apigateway }, { name = "", ...inputs }) {
    const made = apigateway.apiKeys.create({ name, ...inputs });
    return { id: made.apiKeyId, computed: computedOf(made) };
  },
  read({ apigateway }, { id, inputs: { value: given } }) {
    const { value, ...found } = apigateway.apiKeys.get(id);
    // One that was made by API Gateway is no argument.
    return {
      inputs: { ...found, ...(given !== undefined && { value }) },
      computed: computedOf({ ...found, value }),
    };
  },
  update({ apigateway }, { id }, { value: _stays, ...inputs }) {
    const cleared: Partial<ApiKeyInput> = { customerId: "", tags: {} };
    return computedOf(apigateway.apiKeys.update(id, { ...cleared, ...inputs }));
  },
  delete({ apigateway }, { id }) {
    apigateway.apiKeys.delete(id);
  },
});

const computedOf = ({ arn, value, createdDate, lastUpdatedDate }: ApiKey) => ({
  ...{ arn, value },
  createdDate: new Date(createdDate).toISOString(),
  lastUpdatedDate: new Date(lastUpdatedDate).toISOString(),
});

export const usagePlan = resourceType({
  token: "aws:apigateway/usagePlan:UsagePlan",
  applied: {
    name: v.optional(v.string()),
    apiStages: v.optional(
      v.array(v.strictObject({ apiId: v.string(), stage: v.string(), throttles: refused(countsNothing) })),
    ),
  },
  recorded: {
    ...regional,
    description: v.optional(v.string()),
    productCode: v.optional(v.string()),
    tags,
  },
  refused: { quotaSettings: countsNothing, throttleSettings: countsNothing },
  name: { property: "name" },
  forcesNew: ["region"],
  computed: { stable: ["arn"], changing: [] },
  create({ apigateway }, { name = "", apiStages = [], ...inputs }) {
    const { usagePlanId, arn } = apigateway.usagePlans.create({ name, apiStages, ...inputs });
    return { id: usagePlanId, computed: { arn } };
  },
  read({ apigateway }, { id }) {
    const plan = apigateway.usagePlans.get(id);
    return { inputs: plan, computed: { arn: plan.arn } };
  },
  update({ apigateway }, { id }, { apiStages = [], ...inputs }) {
    const cleared: Partial<UsagePlanInput> = { description: "", productCode: "", tags: {} };
    apigateway.usagePlans.update(id, { ...cleared, ...inputs, apiStages });
    return {};
  },
  delete({ apigateway }, { id }) {
    apigateway.usagePlans.delete(id);
  },
});

export const usagePlanKey = resourceType({
  token: "aws:apigateway/usagePlanKey:UsagePlanKey",
  applied: {
    keyId: v.string(),
    keyType: only("API_KEY", "AWS has no other type"),
    usagePlanId: v.string(),
  },
  recorded: regional,
  refused: {},
  forcesNew: ["keyId", "keyType", "usagePlanId", "region"],
  computed: { stable: ["name", "value"], changing: [] },
  create({ apigateway }, { keyId, usagePlanId }) {
    const { apiKeyId, name, value } = apigateway.usagePlans.addKey(usagePlanId, keyId);
    return { id: apiKeyId, computed: { name, value } };
  },
  partOf: ["usagePlanId"],
  read({ apigateway }, { id, inputs: { usagePlanId = "" } }) {
    if (!apigateway.usagePlans.has(usagePlanId, id)) return undefined;
    const { name, value } = apigateway.apiKeys.get(id);
    return { inputs: { keyId: id, keyType: "API_KEY" }, computed: { name, value } };
  },
  delete({ apigateway }, { inputs: { keyId, usagePlanId } }) {
    apigateway.usagePlans.removeKey(usagePlanId, keyId);
  },
});
