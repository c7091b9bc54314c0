// The CloudFront distribution in front of the bucket, with its viewer function and headers.
import * as aws from "@pulumi/aws";
import { transform } from "../transform.ts";
import { namesOf } from "./domain.ts";
import type { Scope } from "./scope.ts";
import { securityHeaders } from "./security-headers.ts";
import { socketBehaviors, socketOrigins } from "./socket.ts";
import { SPA_FALLBACK } from "./spa-fallback.ts";

/**
 * AWS's managed policy CachingOptimized: minutes to a year as the objects' headers say, compressed copies kept apart.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

const ORIGIN_ID = "bucket";

export function createDistribution(scope: Scope, bucket: aws.s3.Bucket) {
  const { name, args, parent } = scope;
  const responseHeadersPolicyId = createResponseHeadersPolicy(scope).id;
  return new aws.cloudfront.Distribution(
    ...transform(
      args.transform?.distribution,
      name,
      {
        enabled: true,
        comment: name,
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        defaultRootObject: "index.html",
        origins: [
          {
            originId: ORIGIN_ID,
            domainName: bucket.bucketRegionalDomainName,
            originAccessControlId: createOriginAccessControl(scope).id,
          },
          ...socketOrigins(scope),
        ],
        defaultCacheBehavior: {
          targetOriginId: ORIGIN_ID,
          viewerProtocolPolicy: args.https === false ? "allow-all" : "redirect-to-https",
          allowedMethods: ["GET", "HEAD"],
          cachedMethods: ["GET", "HEAD"],
          compress: true,
          cachePolicyId: CACHING_OPTIMIZED,
          responseHeadersPolicyId,
          functionAssociations: [
            { eventType: "viewer-request", functionArn: createViewerRequest(scope).arn },
          ],
        },
        orderedCacheBehaviors: socketBehaviors(scope, responseHeadersPolicyId),
        restrictions: { geoRestriction: { restrictionType: "none" } },
        ...namesOf(scope),
        tags: args.tags,
      },
      { parent },
    ),
  );
}

/** With it CloudFront signs what it asks of the bucket, so that the bucket can tell it from everybody else. */
function createOriginAccessControl({ name, args, parent }: Scope) {
  return new aws.cloudfront.OriginAccessControl(
    ...transform(
      args.transform?.originAccessControl,
      name,
      { originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" },
      { parent },
    ),
  );
}

function createViewerRequest({ name, args, parent }: Scope) {
  return new aws.cloudfront.Function(
    ...transform(
      args.transform?.viewerRequest,
      name,
      {
        runtime: "cloudfront-js-2.0",
        comment: "index.html for paths without an extension",
        code: SPA_FALLBACK,
        publish: true,
        tags: args.tags,
      },
      { parent },
    ),
  );
}

function createResponseHeadersPolicy({ name, args, parent }: Scope) {
  return new aws.cloudfront.ResponseHeadersPolicy(
    ...transform(
      args.transform?.responseHeadersPolicy,
      name,
      { securityHeadersConfig: securityHeaders(args.connectOrigins ?? [], args.https !== false) },
      { parent },
    ),
  );
}
