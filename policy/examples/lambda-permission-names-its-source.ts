// Any API of any account may call the function.
import * as aws from "@pulumi/aws";

new aws.lambda.Permission("lambda-permission-names-its-source", {
  action: "lambda:InvokeFunction",
  function: "chat",
  principal: "apigateway.amazonaws.com",
});
