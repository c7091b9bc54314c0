// Applies a response headers policy: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
import type { ResponseHeadersPolicyConfig } from "./config.ts";

/** Changes `headers` (lower-case names) in place; a header of the origin stays unless the policy overrides it. */
export function applyHeadersPolicy(headers: Record<string, string>, policy: ResponseHeadersPolicyConfig) {
  for (const { header } of policy.removeHeadersConfig?.items ?? []) delete headers[header.toLowerCase()];
  for (const { name, value, override } of [...securityHeaders(policy), ...customHeaders(policy)]) {
    if (override || headers[name] === undefined) headers[name] = value;
  }
}

function customHeaders({ customHeadersConfig }: ResponseHeadersPolicyConfig) {
  return (customHeadersConfig?.items ?? []).map(({ header, value, override }) => ({
    name: header.toLowerCase(),
    value,
    override,
  }));
}

function securityHeaders({ securityHeadersConfig: config = {} }: ResponseHeadersPolicyConfig) {
  const { contentSecurityPolicy, contentTypeOptions, frameOptions, referrerPolicy } = config;
  const { strictTransportSecurity: hsts, xssProtection } = config;
  const header = (name: string, value: string | undefined, source: { override?: boolean } | undefined) =>
    source && value !== undefined ? [{ name, value, override: source.override }] : [];
  return [
    ...header("content-security-policy", contentSecurityPolicy?.contentSecurityPolicy, contentSecurityPolicy),
    ...header("x-content-type-options", "nosniff", contentTypeOptions),
    ...header("x-frame-options", frameOptions?.frameOption, frameOptions),
    ...header("referrer-policy", referrerPolicy?.referrerPolicy, referrerPolicy),
    ...header("strict-transport-security", hsts && hstsValue(hsts), hsts),
    ...header("x-xss-protection", xssProtection && xssValue(xssProtection), xssProtection),
  ];
}

type Security = NonNullable<ResponseHeadersPolicyConfig["securityHeadersConfig"]>;

const hstsValue = (hsts: NonNullable<Security["strictTransportSecurity"]>) =>
  [
    `max-age=${hsts.accessControlMaxAgeSec}`,
    ...(hsts.includeSubdomains ? ["includeSubDomains"] : []),
    ...(hsts.preload ? ["preload"] : []),
  ].join("; ");

function xssValue({ protection, modeBlock, reportUri }: NonNullable<Security["xssProtection"]>) {
  if (!protection) return "0";
  return ["1", ...(modeBlock ? ["mode=block"] : []), ...(reportUri ? [`report=${reportUri}`] : [])].join(
    "; ",
  );
}
