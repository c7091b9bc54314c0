// Hands on what clients write in the clear.
import * as aws from "@pulumi/aws";

new aws.apigatewayv2.Integration("websocket-integration-tls", {
  apiId: "abc",
  integrationType: "HTTP_PROXY",
  integrationMethod: "POST",
  integrationUri: "http://backend.example.com",
});
