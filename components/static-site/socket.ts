// The socket under the site's own origin: where CloudFront finds it, and what it passes on.
import type * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./scope.ts";

/**
 * AWS's managed policies CachingDisabled and AllViewerExceptHostHeader: nothing is kept, and all that a handshake
 * carries is passed on, but for the host, by which API Gateway knows its APIs.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-working-with.websockets.html
 */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

const ORIGIN_ID = "socket";

/** The API as an origin beside the bucket. */
export function socketOrigins({ args }: Scope) {
  if (!args.socket) return [];
  const domainName = args.socket.api.apiEndpoint.apply((endpoint) => new URL(endpoint).host);
  return [
    {
      originId: ORIGIN_ID,
      domainName,
      customOriginConfig: {
        originProtocolPolicy: "https-only",
        originSslProtocols: ["TLSv1.2"],
        httpPort: 80,
        httpsPort: 443,
      },
    },
  ];
}

/** The path of the stage leads there, and nothing else: it reaches API Gateway as it is. */
export function socketBehaviors({ args }: Scope, responseHeadersPolicyId: pulumi.Input<string>) {
  if (!args.socket) return undefined;
  return [
    {
      pathPattern: `/${args.socket.stageName}`,
      targetOriginId: ORIGIN_ID,
      viewerProtocolPolicy: args.https === false ? "allow-all" : "https-only",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: CACHING_DISABLED,
      originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicyId,
    },
  ];
}
