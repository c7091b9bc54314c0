// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-models.html
import * as v from "valibot";
import type { Model } from "../control-plane/models.ts";
import { shown } from "./answer.ts";
import { membersOf, text } from "./members.ts";
import type { Resource } from "./resource.ts";

const settings = v.object({
  name: v.string(),
  schema: v.string(),
  contentType: text,
  description: text,
});
const change = v.partial(settings);

export const models: Resource = {
  list: ({ gateway, ids: [apiId] }) => gateway.configurationOf(apiId).models.all().map(describe),
  create: (call) => describe(call.gateway.createModel(call.ids[0], membersOf(call, settings))),
  get: ({ gateway, ids: [apiId, modelId] }) => describe(gateway.configurationOf(apiId).models.get(modelId)),
  update(call) {
    const [apiId, modelId] = call.ids;
    return describe(call.gateway.updateModel(apiId, modelId, membersOf(call, change)));
  },
  delete: ({ gateway, ids: [apiId, modelId] }) => gateway.deleteModel(apiId, modelId),
};

const describe = (model: Model) => shown(model, ["modelId", "name", "schema", "contentType", "description"]);
