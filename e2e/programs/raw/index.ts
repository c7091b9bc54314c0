// Everything by hand: what a program looks like that knows nothing of our components.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Answers with the message by the route response, and posts it to the sender through the event's own host. */
const code = `
const { ApiGatewayManagementApiClient, PostToConnectionCommand } = require("@aws-sdk/client-apigatewaymanagementapi");

exports.handler = async ({ requestContext: { domainName, stage, connectionId }, body }) => {
  const client = new ApiGatewayManagementApiClient({ endpoint: "https://" + domainName + "/" + stage });
  await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: "posted " + body }));
  return { statusCode: 200, body: "returned " + body };
};
`;

const stageName = "test";

const api = new aws.apigatewayv2.Api("echo", {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
});

const role = new aws.iam.Role("echo", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  }),
});

new aws.iam.RolePolicy("echo", {
  role: role.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "execute-api:ManageConnections",
        Resource: pulumi.interpolate`${api.executionArn}/${stageName}/POST/@connections/*`,
      },
    ],
  }),
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
  sourceArn: pulumi.interpolate`${api.executionArn}/${stageName}/$default`,
});

const deployment = new aws.apigatewayv2.Deployment(
  "echo",
  { apiId: api.id },
  { dependsOn: [route, response, permission] },
);

const stage = new aws.apigatewayv2.Stage("echo", {
  apiId: api.id,
  name: stageName,
  deploymentId: deployment.id,
});

export const socketUrl = stage.invokeUrl;
