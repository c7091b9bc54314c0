// A deployment of its own for each state of the API, where the stage does not deploy by itself.
import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transform } from "../transform.ts";
import type { SocketApi } from "./api.ts";
import type { Scope } from "./scope.ts";

/**
 * The deployment of what is there now. It is a new one whenever anything changes that is deployed; the old one goes
 * when the stage has left it.
 *
 * @param live what is deployed, and what has to be there before
 */
export function createDeployment({ name, args, parent }: Scope, api: SocketApi, live: pulumi.Resource[]) {
  const state = pulumi.all([
    values(api, ["routeSelectionExpression", "apiKeySelectionExpression"]),
    ...live.map(contentOf),
  ]);
  const sha256 = state.apply((content) => createHash("sha256").update(JSON.stringify(content)).digest("hex"));
  return new aws.apigatewayv2.Deployment(
    ...transform(
      args.transform?.deployment,
      name,
      { apiId: api.id, triggers: { sha256 } },
      { parent, dependsOn: live },
    ),
  );
}

const { Authorizer, Integration, Model, Route, RouteResponse } = aws.apigatewayv2;

/** What a deployment takes over of a resource; of those that are not deployed, such as permissions, nothing. */
function contentOf(resource: pulumi.Resource): pulumi.Output<unknown> {
  if (Route.isInstance(resource)) {
    return values(resource, [
      ...(["routeKey", "target", "authorizationType", "authorizerId", "apiKeyRequired"] as const),
      ...(["modelSelectionExpression", "requestModels", "requestParameters"] as const),
      "routeResponseSelectionExpression",
    ]);
  }
  if (RouteResponse.isInstance(resource)) {
    return values(resource, ["routeId", "routeResponseKey", "modelSelectionExpression", "responseModels"]);
  }
  if (Integration.isInstance(resource)) {
    return values(resource, [
      ...(["integrationType", "integrationMethod", "integrationUri", "credentialsArn"] as const),
      ...(["timeoutMilliseconds", "contentHandlingStrategy", "passthroughBehavior"] as const),
      ...(["requestParameters", "requestTemplates", "templateSelectionExpression"] as const),
    ]);
  }
  if (Authorizer.isInstance(resource)) {
    return values(resource, [
      "authorizerType",
      "authorizerUri",
      "authorizerCredentialsArn",
      "identitySources",
    ]);
  }
  if (Model.isInstance(resource)) return values(resource, ["name", "contentType", "schema"]);
  return pulumi.output(null);
}

function values<Resource>(resource: Resource, names: (keyof Resource)[]) {
  return pulumi.all(names.map((name) => resource[name]));
}
