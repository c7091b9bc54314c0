// An alias of a function that knows no Origins.
import * as aws from "@pulumi/aws";
import { handler } from "./base/handler.ts";

const name = "websocket-connect-guarded-alias";
const alias = new aws.lambda.Alias(name, {
  name: "live",
  functionName: handler(name).name,
  functionVersion: "1",
});
const integration = new aws.apigatewayv2.Integration(name, {
  apiId: "abc",
  integrationType: "AWS_PROXY",
  integrationUri: alias.invokeArn,
});
new aws.lambda.Permission(name, {
  action: "lambda:InvokeFunction",
  function: alias.functionName,
  qualifier: alias.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: "arn:aws:execute-api:us-east-1:123456789012:abc/live/$connect",
});
new aws.apigatewayv2.Route(name, {
  apiId: "abc",
  routeKey: "$connect",
  target: integration.id.apply((id) => `integrations/${id}`),
});
