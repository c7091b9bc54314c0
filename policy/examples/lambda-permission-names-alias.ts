// The route calls the alias, and may call the function alone.
import * as aws from "@pulumi/aws";

const name = "lambda-permission-names-alias";
const alias = new aws.lambda.Alias(name, { name: "live", functionName: "chat", functionVersion: "1" });

new aws.apigatewayv2.Integration(name, {
  apiId: "abc",
  integrationType: "AWS_PROXY",
  integrationUri: alias.invokeArn,
});
new aws.lambda.Permission(name, {
  action: "lambda:InvokeFunction",
  function: "chat",
  principal: "apigateway.amazonaws.com",
  sourceArn: "arn:aws:execute-api:us-east-1:123456789012:abc/live/send",
});
