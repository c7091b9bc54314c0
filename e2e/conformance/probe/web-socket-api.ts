// The raw resources of one WebSocket API, in the order in which they need each other.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export class WebSocketApi {
  readonly api: aws.apigatewayv2.Api;
  readonly #name: string;
  /** What a deployment of now has to wait for. */
  #made: pulumi.Resource[] = [];

  constructor(name: string, routeSelectionExpression = "$request.body.action") {
    this.#name = name;
    this.api = new aws.apigatewayv2.Api(name, { protocolType: "WEBSOCKET", routeSelectionExpression });
  }

  /** An integration with a function, which the gateway may invoke for every route of the API. */
  proxy(name: string, target: aws.lambda.Function, args: { timeoutMilliseconds?: number } = {}) {
    this.permit(name, target);
    return this.integration(name, {
      integrationType: "AWS_PROXY",
      integrationUri: target.invokeArn,
      ...args,
    });
  }

  integration(name: string, args: Omit<aws.apigatewayv2.IntegrationArgs, "apiId">) {
    return this.#keep(
      new aws.apigatewayv2.Integration(`${this.#name}-${name}`, { apiId: this.api.id, ...args }),
    );
  }

  /** For whatever the backend answers. */
  integrationResponse(
    name: string,
    { id }: aws.apigatewayv2.Integration,
    args: Partial<aws.apigatewayv2.IntegrationResponseArgs>,
  ) {
    this.#keep(
      new aws.apigatewayv2.IntegrationResponse(`${this.#name}-${name}`, {
        apiId: this.api.id,
        integrationId: id,
        integrationResponseKey: "$default",
        ...args,
      }),
    );
  }

  /** @param schema JSON Schema, draft 4 */
  model(name: string, schema: object) {
    return new aws.apigatewayv2.Model(`${this.#name}-${name}`, {
      apiId: this.api.id,
      name,
      contentType: "application/json",
      schema: JSON.stringify(schema),
    });
  }

  permit(name: string, target: aws.lambda.Function) {
    new aws.lambda.Permission(`${this.#name}-${name}`, {
      action: "lambda:InvokeFunction",
      function: target.name,
      principal: "apigateway.amazonaws.com",
      sourceArn: pulumi.interpolate`${this.api.executionArn}/*`,
    });
  }

  /** @param args.dependsOn what has to be there before */
  route(
    routeKey: string,
    integration: aws.apigatewayv2.Integration,
    { dependsOn, ...args }: Partial<aws.apigatewayv2.RouteArgs> & { dependsOn?: pulumi.Resource[] } = {},
  ) {
    return this.#keep(
      new aws.apigatewayv2.Route(
        this.#label(routeKey),
        { apiId: this.api.id, routeKey, target: pulumi.interpolate`integrations/${integration.id}`, ...args },
        { dependsOn },
      ),
    );
  }

  /** Several routes of one integration. */
  routes(routeKeys: string[], integration: aws.apigatewayv2.Integration) {
    for (const routeKey of routeKeys) this.route(routeKey, integration);
  }

  /** A route that sends back what its integration answers. */
  replyingRoute(
    routeKey: string,
    integration: aws.apigatewayv2.Integration,
    args: Parameters<WebSocketApi["route"]>[2] = {},
  ) {
    const route = this.route(routeKey, integration, {
      routeResponseSelectionExpression: "$default",
      ...args,
    });
    this.routeResponse(routeKey, route);
    return route;
  }

  routeResponse(routeKey: string, route: aws.apigatewayv2.Route) {
    this.#keep(
      new aws.apigatewayv2.RouteResponse(this.#label(routeKey), {
        apiId: this.api.id,
        routeId: route.id,
        routeResponseKey: "$default",
      }),
    );
  }

  /** The routes as the program has made them so far. */
  deployment(name: string) {
    return new aws.apigatewayv2.Deployment(
      `${this.#name}-${name}`,
      { apiId: this.api.id },
      { dependsOn: this.#made },
    );
  }

  stage(name: string, args: Omit<aws.apigatewayv2.StageArgs, "apiId" | "name">) {
    return new aws.apigatewayv2.Stage(`${this.#name}-${name}`, { apiId: this.api.id, name, ...args });
  }

  /** A stage that serves the routes made so far. */
  deployedStage(name: string, args: Omit<aws.apigatewayv2.StageArgs, "apiId" | "name"> = {}) {
    return this.stage(name, { deploymentId: this.deployment(name).id, ...args });
  }

  #keep<Made extends pulumi.Resource>(made: Made): Made {
    this.#made.push(made);
    return made;
  }

  #label(routeKey: string) {
    return `${this.#name}-${routeKey.replace("$", "")}`;
  }
}
