// A distribution of a bucket as the rules want it.
import * as aws from "@pulumi/aws";
import { tags } from "./tags.ts";

type Args = aws.cloudfront.DistributionArgs;

interface Differences extends Partial<Omit<Args, "defaultCacheBehavior">> {
  behavior?: Partial<Args["defaultCacheBehavior"]>;
}

const access = { originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" };

export function distribution(name: string, { behavior, ...args }: Differences = {}) {
  const originAccessControlId = new aws.cloudfront.OriginAccessControl(name, access).id;
  const headers = new aws.cloudfront.ResponseHeadersPolicy(name, {
    securityHeadersConfig: { contentTypeOptions: { override: true } },
  });
  return new aws.cloudfront.Distribution(name, {
    enabled: true,
    defaultRootObject: "index.html",
    origins: [{ originId: "site", domainName: "files.s3.amazonaws.com", originAccessControlId }],
    defaultCacheBehavior: {
      targetOriginId: "site",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      responseHeadersPolicyId: headers.id,
      ...behavior,
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    tags,
    ...args,
  });
}
