// Schema of an origin of a distribution: a bucket, or an API.
import * as v from "valibot";
import { integer, matching, only, oneOf, refused, show } from "../schema.ts";

const bucketsAndApis = "its origins are buckets and APIs";

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomOriginConfig.html */
const customOriginConfig = v.strictObject({
  originProtocolPolicy: only("https-only", "its custom origins are APIs, which answer over TLS alone"),
  originSslProtocols: v.pipe(
    v.array(oneOf(["SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2"])),
    v.check(
      (protocols) => protocols.includes("TLSv1.2"),
      ({ input }) => `${show(input)} lacks TLSv1.2, without which no API answers; add it`,
    ),
  ),
  httpPort: integer(1, 65_535, "a port"),
  httpsPort: only(443, "its custom origins are APIs, which answer there alone"),
  originReadTimeout: v.optional(integer(1, 120, "seconds"), 30),
  // Without an effect: each request has a connection of its own.
  originKeepaliveTimeout: v.optional(integer(1, 120, "seconds"), 5),
  ipAddressType: refused("its names lead to one place"),
  originMtlsConfig: refused("its APIs ask for no certificate"),
});

const BUCKET_HOST = /^[a-z0-9.-]+\.s3[.-][\w.-]+$/;

export const origin = v.pipe(
  v.strictObject({
    originId: v.string(),
    domainName: v.string(),
    originPath: v.optional(
      matching(/^(\/.*[^/])?$/, "begin the path with a slash and end it without one"),
      "",
    ),
    originAccessControlId: v.optional(v.string()),
    customOriginConfig: v.optional(customOriginConfig),
    // Without an effect: the origins are on this machine.
    connectionAttempts: v.optional(integer(1, 3, "attempts"), 3),
    connectionTimeout: v.optional(integer(1, 10, "seconds"), 10),
    responseCompletionTimeout: v.optional(v.number()),
    customHeaders: refused("its APIs and buckets ask for none"),
    originShield: refused("it has one place"),
    s3OriginConfig: refused("it knows origin access controls only; use originAccessControlId"),
    vpcOriginConfig: refused(bucketsAndApis),
  }),
  v.check(
    ({ domainName, customOriginConfig }) => BUCKET_HOST.test(domainName) === !customOriginConfig,
    ({ input: { domainName, customOriginConfig } }) =>
      customOriginConfig
        ? `${show(domainName)} is a bucket's host, and customOriginConfig is for APIs; leave it out`
        : `${show(domainName)} is no bucket's host; give the bucketRegionalDomainName of a bucket, or the host of an API with customOriginConfig`,
  ),
  v.check(
    ({ originAccessControlId, customOriginConfig }) => !originAccessControlId || !customOriginConfig,
    "has an originAccessControlId, with which only requests of buckets are signed; leave it out",
  ),
);
