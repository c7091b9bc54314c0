// Response headers policies, over the wire.
// https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ResponseHeadersPolicyConfig.html
import { digest } from "../../digest.ts";
import type { XmlFields } from "../../query/xml.ts";
import type { CloudFront } from "../cloudfront.ts";
import type { ResponseHeadersPolicyConfig } from "../config.ts";
import { quantified, xml } from "./answers.ts";
import type { CloudFrontCall } from "./cloudfront-call.ts";
import { pageOf } from "./pages.ts";

type Policy = ReturnType<CloudFront["headersPolicies"]["get"]>;

export function listResponseHeadersPolicies(call: CloudFrontCall) {
  call.authorizeAll("cloudfront:ListResponseHeadersPolicies");
  const items = call.query.get("Type") === "managed" ? [] : call.cloudfront.headersPolicies.list();
  const describeItem = (policy: Policy) => ({ Type: "custom", ResponseHeadersPolicy: describe(policy) });
  return xml(
    "ResponseHeadersPolicyList",
    pageOf(call.query, {
      ...{ items, idOf: ({ id }) => id, name: "ResponseHeadersPolicySummary", describe: describeItem },
    }),
  );
}

export function getResponseHeadersPolicy(call: CloudFrontCall) {
  call.authorize("cloudfront:GetResponseHeadersPolicy", "response-headers-policy");
  const policy = call.cloudfront.headersPolicies.get(call.id);
  return xml("ResponseHeadersPolicy", describe(policy), { etag: digest(policy.config) });
}

const describe = ({ id, config, lastModified }: Policy): XmlFields => ({
  Id: id,
  LastModifiedTime: lastModified,
  ResponseHeadersPolicyConfig: {
    Name: config.name,
    Comment: config.comment ?? "",
    SecurityHeadersConfig: config.securityHeadersConfig && describeSecurity(config.securityHeadersConfig),
    CustomHeadersConfig:
      config.customHeadersConfig &&
      quantified(
        "ResponseHeadersPolicyCustomHeader",
        config.customHeadersConfig.items?.map(({ header, value, override }) => ({
          ...{ Header: header, Value: value, Override: override },
        })),
      ),
    RemoveHeadersConfig:
      config.removeHeadersConfig &&
      quantified(
        "ResponseHeadersPolicyRemoveHeader",
        config.removeHeadersConfig.items?.map(({ header }) => ({ Header: header })),
      ),
  },
});

type Security = NonNullable<ResponseHeadersPolicyConfig["securityHeadersConfig"]>;

const describeSecurity = ({
  xssProtection: xss,
  frameOptions,
  referrerPolicy,
  contentSecurityPolicy: csp,
  contentTypeOptions,
  strictTransportSecurity: hsts,
}: Security): XmlFields => ({
  XSSProtection: xss && {
    ...{ Override: xss.override, Protection: xss.protection },
    ...{ ModeBlock: xss.modeBlock, ReportUri: xss.reportUri },
  },
  FrameOptions: frameOptions && { Override: frameOptions.override, FrameOption: frameOptions.frameOption },
  ReferrerPolicy: referrerPolicy && {
    ...{ Override: referrerPolicy.override, ReferrerPolicy: referrerPolicy.referrerPolicy },
  },
  ContentSecurityPolicy: csp && {
    ...{ Override: csp.override, ContentSecurityPolicy: csp.contentSecurityPolicy },
  },
  ContentTypeOptions: contentTypeOptions && { Override: contentTypeOptions.override },
  StrictTransportSecurity: hsts && {
    ...{ Override: hsts.override, IncludeSubdomains: hsts.includeSubdomains },
    ...{ Preload: hsts.preload, AccessControlMaxAgeSec: hsts.accessControlMaxAgeSec },
  },
});
