// Rules for distributions: what viewers get.
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";
import { judgeEach } from "./stack.ts";
import { DISTRIBUTION } from "./types.ts";

interface Behavior {
  pathPattern?: string;
  viewerProtocolPolicy?: string;
  responseHeadersPolicyId?: string;
}

interface Behaviors {
  defaultCacheBehavior: Behavior;
  orderedCacheBehaviors: Behavior[];
}

const behaviorsOf = ({
  defaultCacheBehavior,
  orderedCacheBehaviors = [],
}: Partial<Behaviors>): Behavior[] => [
  ...(defaultCacheBehavior ? [defaultCacheBehavior] : []),
  ...orderedCacheBehaviors,
];

const nameOf = ({ pathPattern = "default" }: Behavior) => `the behaviour ${pathPattern}`;

export const distributionHasRoot: ResourceValidationPolicy = {
  name: "cloudfront-default-root-object",
  description: "A distribution names the object for its root, where it would show what its origin lists.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-1",
  remediationSteps: "Set defaultRootObject, to index.html for example.",
  validateResource: ofType<{ defaultRootObject: string }>(DISTRIBUTION, ({ defaultRootObject }, report) => {
    if (!defaultRootObject) report("it names no default root object");
  }),
};

export const viewersUseHttps: ResourceValidationPolicy = {
  name: "cloudfront-viewers-use-https",
  description: "No behaviour of a distribution serves viewers without TLS.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3",
  remediationSteps: "Set viewerProtocolPolicy to redirect-to-https, or https-only.",
  validateResource: ofType<Behaviors>(DISTRIBUTION, (props, report) => {
    judgeEach(behaviorsOf(props), (behavior) => {
      if (behavior.viewerProtocolPolicy === "allow-all") report(`${nameOf(behavior)} serves plain HTTP`);
    });
  }),
};

export const behaviorsSendHeaders: ResourceValidationPolicy = {
  name: "cloudfront-response-headers",
  description:
    "Every behaviour adds the security headers of a response headers policy: a chat's pages show what strangers write.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-response-headers.html",
  remediationSteps: "Set responseHeadersPolicyId.",
  validateResource: ofType<Behaviors>(DISTRIBUTION, (props, report) => {
    for (const behavior of behaviorsOf(props)) {
      // Looked for, not read: the id of a new policy is unknown in a preview.
      if (!("responseHeadersPolicyId" in behavior))
        report(`${nameOf(behavior)} has no response headers policy`);
    }
  }),
};

/** Names of TLS policies grow: what is below is named. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html */
const OLD_TLS = /^(SSLv3|TLSv1|TLSv1_2016|TLSv1\.1_2016|TLSv1\.2_2018|TLSv1\.2_2019)$/;

interface Certificate {
  acmCertificateArn?: string;
  minimumProtocolVersion?: string;
  sslSupportMethod?: string;
}

export const aliasUsesModernTls: ResourceValidationPolicy = {
  name: "cloudfront-alias-tls",
  description:
    "A distribution under a name of its own speaks TLS 1.2 or newer with a certificate of its own, by SNI.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-15",
  remediationSteps:
    "Set acmCertificateArn, minimumProtocolVersion TLSv1.2_2021 and sslSupportMethod sni-only in viewerCertificate.",
  validateResource: ofType<{ aliases: string[]; viewerCertificate: Certificate }>(
    DISTRIBUTION,
    ({ aliases = [], viewerCertificate = {} }, report) => {
      if (aliases.length === 0) return;
      const { minimumProtocolVersion = "TLSv1", sslSupportMethod } = viewerCertificate;
      if (!("acmCertificateArn" in viewerCertificate)) report("it has names, and no certificate of its own");
      else if (OLD_TLS.test(minimumProtocolVersion)) report(`it speaks ${minimumProtocolVersion}`);
      else if (sslSupportMethod !== "sni-only")
        report(`its sslSupportMethod is ${sslSupportMethod ?? "not set"}`);
    },
  ),
};
