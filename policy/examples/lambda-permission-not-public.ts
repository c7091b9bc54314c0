// Everybody may call the function.
import * as aws from "@pulumi/aws";

new aws.lambda.Permission("lambda-permission-not-public", {
  action: "lambda:InvokeFunction",
  function: "chat",
  principal: "*",
});
