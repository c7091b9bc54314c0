// A way around the gateway.
import * as aws from "@pulumi/aws";

new aws.lambda.FunctionUrl("lambda-url-asks-who", { functionName: "chat", authorizationType: "NONE" });
