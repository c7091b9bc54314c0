// A distribution's configuration as CloudFront's API has it.
// https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html
import type { XmlFields } from "../../query/xml.ts";
import type {
  CacheBehavior,
  CustomOriginConfig,
  CustomErrorResponse,
  DistributionConfig,
  OrderedCacheBehavior,
  Origin,
} from "../config.ts";
import { quantified } from "./answers.ts";

/** What a distribution and its summary share. */
export const describeConfig = (config: DistributionConfig): XmlFields => ({
  Aliases: quantified("CNAME", config.aliases),
  Origins: quantified("Origin", config.origins.map(describeOrigin)),
  OriginGroups: quantified("OriginGroup"),
  DefaultCacheBehavior: describeBehavior(config.defaultCacheBehavior),
  CacheBehaviors: quantified("CacheBehavior", config.orderedCacheBehaviors?.map(describeOrdered)),
  CustomErrorResponses: quantified("CustomErrorResponse", config.customErrorResponses?.map(describeError)),
  Comment: config.comment ?? "",
  PriceClass: config.priceClass ?? "PriceClass_All",
  Enabled: config.enabled,
  ViewerCertificate: describeCertificate(config.viewerCertificate),
  Restrictions: { GeoRestriction: { RestrictionType: "none", ...quantified("Location") } },
  WebACLId: "",
  HttpVersion: config.httpVersion ?? "http2",
  IsIPV6Enabled: config.isIpv6Enabled ?? false,
  Staging: false,
});

/** @param callerReference what its maker told it from others by */
export const describeWholeConfig = (config: DistributionConfig, callerReference: string): XmlFields => ({
  CallerReference: callerReference,
  ...describeConfig(config),
  DefaultRootObject: config.defaultRootObject ?? "",
  Logging: { Enabled: false, IncludeCookies: false, Bucket: "", Prefix: "" },
  ContinuousDeploymentPolicyId: "",
});

const describeOrigin = (origin: Origin): XmlFields => ({
  Id: origin.originId,
  DomainName: origin.domainName,
  OriginPath: origin.originPath ?? "",
  CustomHeaders: quantified("OriginCustomHeader"),
  ...(origin.customOriginConfig
    ? { CustomOriginConfig: describeCustomOrigin(origin.customOriginConfig) }
    : { S3OriginConfig: { OriginAccessIdentity: "" } }),
  ConnectionAttempts: origin.connectionAttempts ?? 3,
  ConnectionTimeout: origin.connectionTimeout ?? 10,
  OriginShield: { Enabled: false },
  OriginAccessControlId: origin.originAccessControlId ?? "",
});

function describeCertificate(certificate: DistributionConfig["viewerCertificate"] = {}): XmlFields {
  const { acmCertificateArn: arn, sslSupportMethod, minimumProtocolVersion = "TLSv1" } = certificate;
  const shared = { MinimumProtocolVersion: minimumProtocolVersion };
  if (!arn) return { ...shared, CloudFrontDefaultCertificate: true, CertificateSource: "cloudfront" };
  const source = { ACMCertificateArn: arn, Certificate: arn, CertificateSource: "acm" };
  return { ...shared, ...source, CloudFrontDefaultCertificate: false, SSLSupportMethod: sslSupportMethod };
}

const describeCustomOrigin = (custom: CustomOriginConfig): XmlFields => ({
  HTTPPort: custom.httpPort,
  HTTPSPort: custom.httpsPort,
  OriginProtocolPolicy: custom.originProtocolPolicy,
  OriginSslProtocols: quantified("SslProtocol", custom.originSslProtocols),
  OriginReadTimeout: custom.originReadTimeout ?? 30,
  OriginKeepaliveTimeout: custom.originKeepaliveTimeout ?? 5,
});

const describeOrdered = ({ pathPattern, ...behavior }: OrderedCacheBehavior): XmlFields => ({
  PathPattern: pathPattern,
  ...describeBehavior(behavior),
});

const describeBehavior = (behavior: CacheBehavior): XmlFields => ({
  TargetOriginId: behavior.targetOriginId,
  TrustedSigners: { Enabled: false, ...quantified("AwsAccountNumber") },
  TrustedKeyGroups: { Enabled: false, ...quantified("KeyGroup") },
  ViewerProtocolPolicy: behavior.viewerProtocolPolicy,
  AllowedMethods: {
    ...quantified("Method", behavior.allowedMethods),
    CachedMethods: quantified("Method", behavior.cachedMethods ?? ["GET", "HEAD"]),
  },
  SmoothStreaming: false,
  Compress: behavior.compress ?? false,
  LambdaFunctionAssociations: quantified("LambdaFunctionAssociation"),
  FunctionAssociations: quantified(
    "FunctionAssociation",
    behavior.functionAssociations?.map(({ functionArn, eventType }) => ({
      FunctionARN: functionArn,
      EventType: eventType,
    })),
  ),
  FieldLevelEncryptionId: "",
  CachePolicyId: behavior.cachePolicyId,
  OriginRequestPolicyId: behavior.originRequestPolicyId,
  ResponseHeadersPolicyId: behavior.responseHeadersPolicyId,
  ...(behavior.forwardedValues && {
    ForwardedValues: describeForwarded(behavior.forwardedValues),
    MinTTL: behavior.minTtl ?? 0,
    DefaultTTL: behavior.defaultTtl,
    MaxTTL: behavior.maxTtl,
  }),
});

const describeForwarded = (values: NonNullable<CacheBehavior["forwardedValues"]>): XmlFields => ({
  QueryString: values.queryString,
  Cookies: {
    Forward: values.cookies.forward,
    WhitelistedNames: quantified("Name", values.cookies.whitelistedNames),
  },
  Headers: quantified("Name", values.headers),
  QueryStringCacheKeys: quantified("Name", values.queryStringCacheKeys),
});

const describeError = (response: CustomErrorResponse): XmlFields => ({
  ErrorCode: response.errorCode,
  ResponsePagePath: response.responsePagePath ?? "",
  ResponseCode: response.responseCode === undefined ? "" : String(response.responseCode),
  ErrorCachingMinTTL: response.errorCachingMinTtl ?? 10,
});
