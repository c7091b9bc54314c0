// One route, whose handler says that it began and then holds on for ever.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const code = `
process.on("SIGTERM", () => {});
process.on("SIGINT", () => {});
exports.handler = async () => {
  console.log("hanging in process " + process.pid);
  await new Promise((resolve) => setImmediate(resolve));
  for (;;);
};
`;

const api = new aws.apigatewayv2.Api("hangs", {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
});

const role = new aws.iam.Role("hangs", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  }),
});

const hangs = new aws.lambda.Function("hangs", {
  role: role.arn,
  runtime: aws.lambda.Runtime.NodeJS24dX,
  handler: "index.handler",
  timeout: 900,
  code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(code) }),
});

new aws.lambda.Permission("hangs", {
  action: "lambda:InvokeFunction",
  function: hangs.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${api.executionArn}/*`,
});

const integration = new aws.apigatewayv2.Integration("hangs", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: hangs.invokeArn,
});

const route = new aws.apigatewayv2.Route("hangs", {
  apiId: api.id,
  routeKey: "$default",
  target: pulumi.interpolate`integrations/${integration.id}`,
});

const stage = new aws.apigatewayv2.Stage(
  "hangs",
  { apiId: api.id, name: "test", autoDeploy: true },
  { dependsOn: [route] },
);

export const socketUrl = stage.invokeUrl;
