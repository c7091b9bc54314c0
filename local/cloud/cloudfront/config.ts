// The shapes of what CloudFront is told. What has no effect here is optional, and kept to be read.

interface FunctionAssociation {
  eventType: string;
  functionArn: string;
}

export interface CacheBehavior {
  targetOriginId: string;
  viewerProtocolPolicy: "allow-all" | "https-only" | "redirect-to-https";
  allowedMethods: string[];
  cachedMethods?: string[];
  cachePolicyId?: string;
  originRequestPolicyId?: string;
  compress?: boolean;
  responseHeadersPolicyId?: string;
  functionAssociations?: FunctionAssociation[];
  forwardedValues?: ForwardedValues;
  /** Seconds. */
  minTtl?: number;
  /** Seconds. */
  defaultTtl?: number;
  /** Seconds. */
  maxTtl?: number;
}

/** What a behaviour without a cache policy takes into account. */
export interface ForwardedValues {
  queryString: boolean;
  queryStringCacheKeys?: string[];
  headers?: string[];
  cookies: { forward: string; whitelistedNames?: string[] };
}

export interface OrderedCacheBehavior extends CacheBehavior {
  pathPattern: string;
}

export interface CustomErrorResponse {
  errorCode: number;
  responseCode?: number;
  responsePagePath?: string;
  /** Seconds. */
  errorCachingMinTtl?: number;
}

export interface Origin {
  originId: string;
  domainName: string;
  /** Of an origin that is no bucket. */
  customOriginConfig?: CustomOriginConfig;
  originPath?: string;
  originAccessControlId?: string;
  connectionAttempts?: number;
  /** Seconds. */
  connectionTimeout?: number;
}

export interface CustomOriginConfig {
  originProtocolPolicy: string;
  originSslProtocols: string[];
  httpPort: number;
  httpsPort: number;
  /** Seconds that the origin may take to answer. */
  originReadTimeout?: number;
  /** Seconds. */
  originKeepaliveTimeout?: number;
}

/** CloudFront's own certificate, or one for names of one's own. */
interface ViewerCertificate {
  cloudfrontDefaultCertificate?: boolean;
  acmCertificateArn?: string;
  sslSupportMethod?: string;
  minimumProtocolVersion?: string;
}

export interface DistributionConfig {
  enabled: boolean;
  origins: Origin[];
  defaultCacheBehavior: CacheBehavior;
  orderedCacheBehaviors?: OrderedCacheBehavior[];
  defaultRootObject?: string;
  customErrorResponses?: CustomErrorResponse[];
  comment?: string;
  httpVersion?: string;
  isIpv6Enabled?: boolean;
  priceClass?: string;
  /** Names of one's own. */
  aliases?: string[];
  viewerCertificate?: ViewerCertificate;
  tags?: Record<string, string>;
}

export interface OriginAccessControlConfig {
  name?: string;
  description?: string;
  originAccessControlOriginType: string;
  signingBehavior: string;
  signingProtocol: string;
}

interface Overridable {
  override?: boolean;
}

export interface ResponseHeadersPolicyConfig {
  name: string;
  comment?: string;
  customHeadersConfig?: { items?: ({ header: string; value: string } & Overridable)[] };
  removeHeadersConfig?: { items?: { header: string }[] };
  securityHeadersConfig?: {
    contentSecurityPolicy?: { contentSecurityPolicy: string } & Overridable;
    contentTypeOptions?: Overridable;
    frameOptions?: { frameOption: string } & Overridable;
    referrerPolicy?: { referrerPolicy: string } & Overridable;
    strictTransportSecurity?: {
      accessControlMaxAgeSec: number;
      includeSubdomains?: boolean;
      preload?: boolean;
    } & Overridable;
    xssProtection?: { protection: boolean; modeBlock?: boolean; reportUri?: string } & Overridable;
  };
}

export interface FunctionInput {
  name: string;
  runtime: string;
  code: string;
  comment?: string;
  tags?: Record<string, string>;
  /** Whether the code goes live at once; a function that is not published cannot be associated. Default true. */
  publish?: boolean;
}
