// Looks for the token where only HTTP APIs have one.
import * as aws from "@pulumi/aws";
import { socket } from "./base/socket.ts";

const api = socket("websocket-authorizer-identity");

new aws.apigatewayv2.Authorizer("websocket-authorizer-identity", {
  apiId: api.id,
  authorizerType: "REQUEST",
  authorizerUri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/authorize/invocations",
  identitySources: ["$request.header.Authorization"],
});
