// Models: what messages of a route have to look like.
import * as aws from "@pulumi/aws";
import { transform } from "../transform.ts";
import type { SocketApi } from "./api.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import type { PlannedRoute } from "./plan.ts";
import type { MessageModel } from "./route-args.ts";
import type { Scope } from "./scope.ts";

/** What a route with a model says. With an expression but no model that fits, API Gateway would refuse everything. */
export function modelSelection(model: aws.apigatewayv2.Model) {
  return { modelSelectionExpression: "\\$default", requestModels: { $default: model.name } };
}

export function createModel(
  { name, args, parent }: Scope,
  api: SocketApi,
  { key, slug }: PlannedRoute,
  model: MessageModel,
) {
  return new aws.apigatewayv2.Model(
    ...transform(
      args.transform?.model,
      `${name}-${slug}`,
      {
        apiId: api.id,
        name: modelName(key),
        contentType: "application/json",
        schema: JSON.stringify(jsonSchemaOf(model)),
      },
      { parent },
    ),
  );
}

/** Only letters and digits are allowed, so other characters of a key are written by their code: `a-b` is `a2db`. */
export function modelName(key: string) {
  return key.replaceAll(/[^A-Za-z0-9]/g, (character) => character.charCodeAt(0).toString(16));
}
