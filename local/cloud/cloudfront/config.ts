// The shapes of what CloudFront is told, as far as they have an effect here.

interface FunctionAssociation {
  eventType: string;
  functionArn: string;
}

export interface CacheBehavior {
  targetOriginId: string;
  viewerProtocolPolicy: "allow-all" | "https-only" | "redirect-to-https";
  allowedMethods: string[];
  compress?: boolean;
  responseHeadersPolicyId?: string;
  functionAssociations?: FunctionAssociation[];
}

interface OrderedCacheBehavior extends CacheBehavior {
  pathPattern: string;
}

interface CustomErrorResponse {
  errorCode: number;
  responseCode?: number;
  responsePagePath?: string;
}

interface Origin {
  originId: string;
  domainName: string;
  originPath?: string;
  originAccessControlId?: string;
}

export interface DistributionConfig {
  enabled: boolean;
  origins: Origin[];
  defaultCacheBehavior: CacheBehavior;
  orderedCacheBehaviors?: OrderedCacheBehavior[];
  defaultRootObject?: string;
  customErrorResponses?: CustomErrorResponse[];
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
  /** Whether the code goes live at once; a function that is not published cannot be associated. Default true. */
  publish?: boolean;
}
