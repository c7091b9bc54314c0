// aws.cloudfront.ResponseHeadersPolicy: headers that a distribution adds.
import * as v from "valibot";
import { digest } from "../../cloud/digest.ts";
import { resourceType } from "../resource-type.ts";
import { integer, text } from "../schema.ts";

const override = v.boolean();

const securityHeaders = v.strictObject({
  contentSecurityPolicy: v.optional(v.strictObject({ contentSecurityPolicy: v.string(), override })),
  contentTypeOptions: v.optional(v.strictObject({ override })),
  frameOptions: v.optional(v.strictObject({ frameOption: v.picklist(["DENY", "SAMEORIGIN"]), override })),
  referrerPolicy: v.optional(
    v.strictObject({
      referrerPolicy: v.picklist([
        "no-referrer",
        "no-referrer-when-downgrade",
        "origin",
        "origin-when-cross-origin",
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
        "unsafe-url",
      ]),
      override,
    }),
  ),
  strictTransportSecurity: v.optional(
    v.strictObject({
      accessControlMaxAgeSec: integer(0, 2 ** 31 - 1, "seconds"),
      includeSubdomains: v.optional(v.boolean()),
      preload: v.optional(v.boolean()),
      override,
    }),
  ),
  xssProtection: v.optional(
    v.strictObject({
      protection: v.boolean(),
      modeBlock: v.optional(v.boolean()),
      reportUri: v.optional(v.string()),
      override,
    }),
  ),
});

/** The header that holds each security setting, and may therefore not stand among the custom ones. */
const SECURITY_HEADER =
  /^(content-security-policy|x-content-type-options|x-frame-options|referrer-policy|strict-transport-security|x-xss-protection)$/i;

export const responseHeadersPolicy = resourceType({
  token: "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
  applied: {
    name: v.optional(text(128)),
    securityHeadersConfig: v.optional(securityHeaders),
    customHeadersConfig: v.optional(
      v.strictObject({
        items: v.optional(v.array(v.strictObject({ header: v.string(), value: v.string(), override }))),
      }),
    ),
    removeHeadersConfig: v.optional(
      v.strictObject({ items: v.optional(v.array(v.strictObject({ header: v.string() }))) }),
    ),
  },
  recorded: { comment: v.optional(text(128)) },
  refused: {
    corsConfig: "its distributions answer their own origin; send the headers with customHeadersConfig",
    serverTimingHeadersConfig: "it does not measure what CloudFront measures",
  },
  rules: [
    {
      of: ["customHeadersConfig"],
      refuse({ customHeadersConfig }) {
        const found = customHeadersConfig?.items?.find(({ header }) => SECURITY_HEADER.test(header));
        return found && `sets ${found.header}, which AWS takes in securityHeadersConfig only; move it there`;
      },
    },
  ],
  name: { property: "name" },
  forcesNew: [],
  computed: { stable: ["arn"], changing: ["etag"] },
  create({ cloudfront, context: { partition, accountId } }, { name = "", ...inputs }) {
    const { id, config } = cloudfront.headersPolicies.create({ name, ...inputs });
    const arn = `arn:${partition}:cloudfront::${accountId}:response-headers-policy/${id}`;
    return { id, computed: { arn, etag: digest(config) } };
  },
  read({ cloudfront, context: { partition, accountId } }, { id }) {
    const { config } = cloudfront.headersPolicies.get(id);
    const arn = `arn:${partition}:cloudfront::${accountId}:response-headers-policy/${id}`;
    return { inputs: { ...config }, computed: { arn, etag: digest(config) } };
  },
  update({ cloudfront }, { id }, { name = "", ...inputs }) {
    const { config } = cloudfront.headersPolicies.update(id, { name, ...inputs });
    return { etag: digest(config) };
  },
  delete({ cloudfront }, { id }) {
    cloudfront.headersPolicies.delete(id);
  },
});
