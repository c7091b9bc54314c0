// Every route of every stage may call the function.
import * as aws from "@pulumi/aws";

new aws.lambda.Permission("lambda-permission-names-its-source-wide", {
  action: "lambda:InvokeFunction",
  function: "chat",
  principal: "apigateway.amazonaws.com",
  sourceArn: "arn:aws:execute-api:us-east-1:123456789012:abc/*",
});
