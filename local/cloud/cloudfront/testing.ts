// A distribution over a bucket, for tests.
import type { S3 } from "../s3/s3.ts";
import type { CloudFront } from "./cloudfront.ts";
import type { CacheBehavior, DistributionConfig } from "./config.ts";

interface Variation {
  behavior?: Partial<CacheBehavior>;
  rest?: Partial<DistributionConfig>;
  /** What it may do with the bucket. Default: read objects */
  actions?: string[];
}

/** One over the bucket `site`, and how to ask it. */
export async function distributeSite(
  { cloudfront, s3 }: { cloudfront: CloudFront; s3: S3 },
  { behavior, rest, actions = ["s3:GetObject"] }: Variation = {},
) {
  const control = cloudfront.accessControls.create({
    ...{ originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" },
  });
  const created = await cloudfront.createDistribution({
    enabled: true,
    defaultRootObject: "index.html",
    origins: [
      { originId: "s3", domainName: "site.s3.us-east-1.amazonaws.com", originAccessControlId: control.id },
    ],
    defaultCacheBehavior: {
      targetOriginId: "s3",
      viewerProtocolPolicy: "allow-all",
      allowedMethods: ["GET", "HEAD"],
      ...behavior,
    },
    ...rest,
  });
  const statement = {
    Effect: "Allow",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Action: actions,
    Resource: ["arn:aws:s3:::site/*", "arn:aws:s3:::site"],
    Condition: { StringEquals: { "AWS:SourceArn": created.arn } },
  };
  s3.putBucketPolicy("site", JSON.stringify({ Statement: [statement] }));
  return {
    ...created,
    get: (path: string, init?: RequestInit) => fetch(`http://${created.domainName}${path}`, init),
  };
}
