// Schema of a cache behaviour of a distribution.
import * as v from "valibot";
import { managedPolicy } from "../../cloud/cloudfront/cache-policy.ts";
import { managedForwarding } from "../../cloud/cloudfront/forwarding.ts";
import { arn, only, refusalOf, refused, show } from "../schema.ts";

/** The sets of methods CloudFront takes: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_AllowedMethods.html */
const METHOD_SETS = ["GET,HEAD", "GET,HEAD,OPTIONS", "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT"];

const methodSet = (sets: string[]) =>
  v.pipe(
    v.array(v.string()),
    v.check(
      (methods) => sets.includes([...methods].sort().join(",")),
      ({ input }) => `${show(input)} is no set of methods CloudFront takes; use ${sets.join(" or ")}`,
    ),
  );

const seconds = v.optional(v.pipe(v.number(), v.minValue(0)));

/** @param find throws for one that the cloud does not have */
const policyId = (find: (id: string) => unknown) =>
  v.pipe(
    v.string(),
    v.check(
      (id) => refusalOf(() => find(id)) === undefined,
      ({ input }) => refusalOf(() => find(input)) ?? "",
    ),
  );

const applied = {
  targetOriginId: v.string(),
  viewerProtocolPolicy: v.picklist(["allow-all", "https-only", "redirect-to-https"]),
  allowedMethods: methodSet(METHOD_SETS),
  compress: v.optional(v.boolean(), false),
  responseHeadersPolicyId: v.optional(v.string()),
  originRequestPolicyId: v.optional(policyId(managedForwarding)),
  functionAssociations: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          eventType: only("viewer-request", "it runs functions on the way in only"),
          functionArn: arn("cloudfront"),
        }),
      ),
      v.maxLength(1, "has more than one function for viewer-request; keep one"),
    ),
  ),
  cachePolicyId: v.optional(policyId(managedPolicy)),
  forwardedValues: v.optional(
    v.strictObject({
      queryString: v.boolean(),
      queryStringCacheKeys: v.optional(v.array(v.string())),
      headers: v.optional(v.array(v.string())),
      cookies: v.strictObject({
        forward: v.picklist(["none", "all", "whitelist"]),
        whitelistedNames: v.optional(v.array(v.string())),
      }),
    }),
  ),
  minTtl: seconds,
  defaultTtl: seconds,
  maxTtl: seconds,
};

/** What GET and HEAD are answered is kept, and nothing else. */
const recorded = {
  cachedMethods: methodSet(METHOD_SETS.slice(0, 2)),
};

const noKeys = "everybody may read its sites";

const unsupported = {
  fieldLevelEncryptionId: refused("it does not encrypt fields"),
  grpcConfig: refused("its origins are buckets and WebSocket APIs"),
  lambdaFunctionAssociations: refused("it runs CloudFront functions only"),
  realtimeLogConfigArn: refused("it prints every request itself"),
  smoothStreaming: refused("its origins are buckets and WebSocket APIs"),
  trustedKeyGroups: refused(noKeys),
  trustedSigners: refused(noKeys),
};

const entries = { ...applied, ...recorded, ...unsupported };

const NEEDS_ONE = "needs either cachePolicyId or forwardedValues; give the id of a cache policy";

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html */
const hasOne = ({ cachePolicyId, forwardedValues }: { cachePolicyId?: unknown; forwardedValues?: unknown }) =>
  (cachePolicyId === undefined) !== (forwardedValues === undefined);

export const cacheBehavior = v.pipe(
  v.strictObject(entries),
  v.check((behavior) => hasOne(behavior), NEEDS_ONE),
);

export const orderedCacheBehavior = v.pipe(
  v.strictObject({ pathPattern: v.string(), ...entries }),
  v.check((behavior) => hasOne(behavior), NEEDS_ONE),
);
