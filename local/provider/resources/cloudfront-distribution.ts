// aws.cloudfront.Distribution: a site at a port of its own.
import * as v from "valibot";
import { cachePolicyOf } from "../../cloud/cloudfront/cache-policy.ts";
import type { CloudFront } from "../../cloud/cloudfront/cloudfront.ts";
import { digest } from "../../cloud/digest.ts";
import { resourceType } from "../resource-type.ts";
import { arn, integer, matching, only, refused, tags, text } from "../schema.ts";
import { cacheBehavior, orderedCacheBehavior } from "./cloudfront-behavior.ts";
import { origin } from "./cloudfront-origin.ts";

const ownCertificate = "it answers at localhost with a certificate of its own";
const oneDistribution = "it has no staging distributions";

const name = matching(
  /^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}$/,
  "give a name in lower case, such as chat.example.com",
);

const viewerCertificate = v.strictObject({
  cloudfrontDefaultCertificate: v.optional(v.boolean()),
  acmCertificateArn: v.optional(arn("acm")),
  sslSupportMethod: v.optional(only("sni-only", "it has no addresses of its own")),
  // Without an effect: a browser that comes to localhost is served plain, or with a certificate of this run.
  minimumProtocolVersion: v.optional(v.string()),
  iamCertificateId: refused("it has certificates of ACM only; use acmCertificateArn"),
});

const customErrorResponse = v.strictObject({
  errorCode: v.picklist([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]),
  responseCode: v.optional(integer(200, 599, "an HTTP status")),
  responsePagePath: v.optional(matching(/^\//, "begin the path with a slash")),
  errorCachingMinTtl: v.optional(v.number()),
});

export const distribution = resourceType({
  token: "aws:cloudfront/distribution:Distribution",
  applied: {
    enabled: v.boolean(),
    origins: v.pipe(v.array(origin), v.nonEmpty("is empty; give one origin")),
    defaultCacheBehavior: cacheBehavior,
    orderedCacheBehaviors: v.optional(v.array(orderedCacheBehavior)),
    defaultRootObject: v.optional(matching(/^[^/]/, "leave out the leading slash")),
    customErrorResponses: v.optional(v.array(customErrorResponse)),
    aliases: v.optional(v.array(name)),
    viewerCertificate,
  },
  recorded: {
    comment: v.optional(text(128)),
    httpVersion: v.optional(v.picklist(["http1.1", "http2", "http2and3", "http3"]), "http2"),
    isIpv6Enabled: v.optional(v.boolean(), false),
    priceClass: v.optional(
      v.picklist(["PriceClass_All", "PriceClass_200", "PriceClass_100"]),
      "PriceClass_All",
    ),
    restrictions: v.strictObject({
      geoRestriction: v.strictObject({
        restrictionType: only("none", "it does not know where a viewer is"),
        locations: v.optional(
          v.pipe(v.array(v.string()), v.maxLength(0, "is not empty, and there is no restriction")),
        ),
      }),
    }),
    retainOnDelete: v.optional(only(false, "its distributions end with it"), false),
    staging: v.optional(only(false, oneDistribution), false),
    waitForDeployment: v.optional(v.boolean(), true),
    tags,
  },
  refused: {
    anycastIpListId: ownCertificate,
    cacheTagConfig: "it invalidates paths only",
    connectionFunctionAssociation: ownCertificate,
    continuousDeploymentPolicyId: oneDistribution,
    loggingConfig: "it prints every request itself",
    originGroups: "its origins do not fail over",
    viewerMtlsConfig: ownCertificate,
    webAclId: "it has no firewall",
  },
  rules: [
    {
      of: ["viewerCertificate", "aliases"],
      refuse({ viewerCertificate: given, aliases = [] }) {
        const { acmCertificateArn, cloudfrontDefaultCertificate = false, sslSupportMethod } = given;
        if ((acmCertificateArn === undefined) !== cloudfrontDefaultCertificate)
          return "needs either cloudfrontDefaultCertificate or acmCertificateArn; give one of the two";
        if ((acmCertificateArn === undefined) !== (sslSupportMethod === undefined))
          return "needs sslSupportMethod with a certificate of one's own, and only there; give sni-only";
        if (aliases.length > 0 && acmCertificateArn === undefined)
          return `has no certificate for ${aliases.join(", ")}; give acmCertificateArn`;
        return undefined;
      },
    },
    {
      of: ["defaultCacheBehavior", "orderedCacheBehaviors", "origins"],
      refuse({ defaultCacheBehavior, orderedCacheBehaviors = [], origins }) {
        const apis = origins.filter((origin) => origin.customOriginConfig).map(({ originId }) => originId);
        const kept = [defaultCacheBehavior, ...orderedCacheBehaviors].find(
          (behavior) => apis.includes(behavior.targetOriginId) && cachePolicyOf(behavior).maxTtl > 0,
        );
        return (
          kept &&
          `keeps what the API "${kept.targetOriginId}" answers, which the local cloud does not; use the cache policy CachingDisabled`
        );
      },
    },
    {
      of: ["defaultCacheBehavior", "orderedCacheBehaviors", "origins"],
      refuse({ defaultCacheBehavior, orderedCacheBehaviors = [], origins }) {
        const behaviors = [defaultCacheBehavior, ...orderedCacheBehaviors];
        const ids = origins.map(({ originId }) => originId);
        const lost = behaviors.find(({ targetOriginId }) => !ids.includes(targetOriginId));
        return (
          lost &&
          `targets the origin "${lost.targetOriginId}", which is not among origins; use one of ${ids.join(", ")}`
        );
      },
    },
  ],
  forcesNew: ["staging"],
  computed: {
    stable: ["arn", "callerReference", "domainName", "hostedZoneId", "trustedKeyGroups", "trustedSigners"],
    changing: ["etag", "inProgressValidationBatches", "lastModifiedTime", "loggingV1Enabled", "status"],
  },
  async create({ cloudfront, context }, inputs) {
    const made = await cloudfront.createDistribution(inputs);
    return { id: made.id, computed: { ...computed(made), ...version(inputs, context.clock.now()) } };
  },
  read({ cloudfront, context }, { id, outputs }) {
    const found = cloudfront.getDistribution(id);
    const { config } = found;
    const isKnown = outputs.etag === digest(config);
    return {
      inputs: { ...config },
      computed: { ...computed(found), ...(!isKnown && version(config, context.clock.now())) },
    };
  },
  update({ cloudfront, context }, { id }, inputs) {
    const { status } = cloudfront.updateDistribution(id, inputs);
    return { status, ...version(inputs, context.clock.now()) };
  },
  delete({ cloudfront }, { id }) {
    cloudfront.deleteDistribution(id);
  },
});

type Made = ReturnType<CloudFront["getDistribution"]>;

const computed = ({ id, arn, domainName, hostedZoneId, status }: Made) => ({
  ...{ arn, domainName, hostedZoneId, status, callerReference: id },
  ...{ trustedKeyGroups: [], trustedSigners: [] },
});

/** What tells one state of a distribution from the next. */
const version = (inputs: object, now: number) => ({
  etag: digest(inputs),
  lastModifiedTime: new Date(now).toISOString(),
  inProgressValidationBatches: 0,
  loggingV1Enabled: false,
});
