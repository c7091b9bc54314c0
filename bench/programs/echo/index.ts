// Returns each message to its sender by the route's response.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const code = `exports.handler = async ({ body }) => ({ statusCode: 200, body });`;

const api = new aws.apigatewayv2.Api("echo", {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
});

const role = new aws.iam.Role("echo", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});

const echo = new aws.lambda.Function("echo", {
  role: role.arn,
  runtime: aws.lambda.Runtime.NodeJS24dX,
  handler: "index.handler",
  code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(code) }),
});

const integration = new aws.apigatewayv2.Integration("echo", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: echo.invokeArn,
});

const route = new aws.apigatewayv2.Route("echo", {
  apiId: api.id,
  routeKey: "$default",
  target: pulumi.interpolate`integrations/${integration.id}`,
  routeResponseSelectionExpression: "$default",
});

const response = new aws.apigatewayv2.RouteResponse("echo", {
  apiId: api.id,
  routeId: route.id,
  routeResponseKey: "$default",
});

const permission = new aws.lambda.Permission("echo", {
  action: "lambda:InvokeFunction",
  function: echo.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${api.executionArn}/test/$default`,
});

const stage = new aws.apigatewayv2.Stage(
  "echo",
  { apiId: api.id, name: "test", autoDeploy: true },
  { dependsOn: [route, response, permission] },
);

export const socketUrl = stage.invokeUrl;
