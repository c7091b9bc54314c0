// A domain that still speaks TLS 1.0.
import * as aws from "@pulumi/aws";

new aws.apigatewayv2.DomainName("websocket-domain-tls", {
  domainName: "chat.example.com",
  domainNameConfiguration: {
    certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/a",
    endpointType: "REGIONAL",
    securityPolicy: "TLS_1_0",
  },
});
