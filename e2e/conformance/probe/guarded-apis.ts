// APIs that ask who the client is before its `$connect` function is called.
import * as aws from "@pulumi/aws";
import { probe } from "./functions.ts";
import { WebSocketApi } from "./web-socket-api.ts";

const asking = new WebSocketApi("guarded");
const askingProxy = asking.proxy("probe", probe);
const authorizer = new aws.apigatewayv2.Authorizer("guarded", {
  apiId: asking.api.id,
  authorizerType: "REQUEST",
  authorizerUri: probe.invokeArn,
  identitySources: ["route.request.header.X-Ticket"],
});
asking.route("$connect", askingProxy, { authorizationType: "CUSTOM", authorizerId: authorizer.id });
asking.route("$disconnect", askingProxy);
asking.replyingRoute("$default", askingProxy);

/** A Lambda authorizer decides, which wants to see a ticket. */
export const guarded = asking.deployedStage("guarded");

const checking = new WebSocketApi("signed");
checking.route("$connect", checking.proxy("probe", probe), { authorizationType: "AWS_IAM" });

/** Clients sign their handshake. */
export const signed = checking.deployedStage("signed");
