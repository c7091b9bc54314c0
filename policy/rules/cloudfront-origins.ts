// Rules for distributions: how they ask their origins.
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";
import { judgeEach } from "./stack.ts";
import { DISTRIBUTION } from "./types.ts";

interface Origin {
  originId?: string;
  originAccessControlId?: string;
  customOriginConfig?: { originProtocolPolicy?: string; originSslProtocols?: string[] };
}

export const bucketOriginIsSigned: ResourceValidationPolicy = {
  name: "cloudfront-bucket-origin-signed",
  description:
    "A bucket is asked by an origin access control, so that it can tell the distribution from everybody else.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-13",
  remediationSteps: "Add an OriginAccessControl of the type s3, and set originAccessControlId of the origin.",
  validateResource: ofType<{ origins: Origin[] }>(DISTRIBUTION, ({ origins = [] }, report) => {
    judgeEach(origins, (origin) => {
      // What has no settings of a custom origin is a bucket; its address is unknown in a preview, its id as well.
      if (!("customOriginConfig" in origin) && !("originAccessControlId" in origin))
        report(`the origin ${origin.originId} is a bucket without an origin access control`);
    });
  }),
};

const OLD_PROTOCOLS = ["SSLv3", "TLSv1", "TLSv1.1"];

export const customOriginUsesTls: ResourceValidationPolicy = {
  name: "cloudfront-origin-tls",
  description: "An origin that is no bucket is asked over TLS 1.2.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-9",
  remediationSteps: 'Set originProtocolPolicy to https-only and originSslProtocols to ["TLSv1.2"].',
  validateResource: ofType<{ origins: Origin[] }>(DISTRIBUTION, ({ origins = [] }, report) => {
    judgeEach(origins, ({ originId, customOriginConfig }) => {
      if (!customOriginConfig) return;
      const { originProtocolPolicy, originSslProtocols = [] } = customOriginConfig;
      const old = originSslProtocols.filter((protocol) => OLD_PROTOCOLS.includes(protocol));
      if (originProtocolPolicy !== "https-only")
        report(`the origin ${originId} is asked by ${originProtocolPolicy}`);
      else if (old.length > 0) report(`the origin ${originId} is asked by ${old.join(", ")}`);
    });
  }),
};
