// aws.apigatewayv2.Model: a JSON Schema that routes check their messages against.
import * as v from "valibot";
import { compileSchema } from "../../cloud/apigateway/data-plane/json-schema.ts";
import { resourceType } from "../resource-type.ts";
import { matching, refusalOf, text } from "../schema.ts";
import { regional } from "./regional.ts";

/** The bounds are those of https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-models.html */
export const model = resourceType({
  token: "aws:apigatewayv2/model:Model",
  applied: {
    apiId: v.string(),
    name: v.optional(matching(/^[a-zA-Z0-9]{1,128}$/, "a model's name has 1 to 128 letters and digits")),
    schema: text(32_768),
  },
  recorded: {
    ...regional,
    contentType: text(256),
    description: v.optional(text(128)),
  },
  refused: {},
  rules: [
    {
      of: ["schema", "name"],
      refuse: ({ schema, name = "" }) => refusalOf(() => compileSchema(schema, name)),
    },
  ],
  name: { property: "name" },
  forcesNew: ["apiId", "region"],
  computed: { stable: [], changing: [] },
  create({ apigateway }, { apiId, name = "", ...inputs }) {
    const { modelId } = apigateway.createModel(apiId, { name, ...inputs });
    return { id: modelId, computed: {} };
  },
  update({ apigateway }, { id }, { apiId, ...inputs }) {
    // The gateway keeps what a patch leaves out, so a description that is gone has to be sent as empty.
    apigateway.updateModel(apiId, id, { description: "", ...inputs });
    return {};
  },
  partOf: ["apiId"],
  read({ apigateway }, { id, inputs: { apiId = "" } }) {
    const { name, schema, contentType, description } = apigateway.configurationOf(apiId).models.get(id);
    return { inputs: { name, schema, contentType, description } };
  },
  delete({ apigateway }, { id, inputs: { apiId } }) {
    apigateway.deleteModel(apiId, id);
  },
});
