import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import * as rules from "./cloudfront-origins.ts";
import { DISTRIBUTION } from "./types.ts";

const origins = (...list: unknown[]) => [resource(DISTRIBUTION, { origins: list })];
const signed = { originId: "bucket", domainName: UNKNOWN, originAccessControlId: UNKNOWN };
const custom = (config: unknown) => ({ originId: "api", domainName: UNKNOWN, customOriginConfig: config });
const tls = { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] };

describeRule(rules.bucketOriginIsSigned, {
  compliant: {
    "an access control that a preview does not know": origins(signed),
    "an origin that is no bucket": origins(custom(tls)),
  },
  violating: {
    "a bucket that anybody may ask": origins({ originId: "bucket", domainName: UNKNOWN }),
    "the second of two": origins(signed, { originId: "other" }),
  },
  unknown: { "origins that are not known": [resource(DISTRIBUTION, { origins: UNKNOWN })] },
});

describeRule(rules.customOriginUsesTls, {
  compliant: { "TLS 1.2": origins(custom(tls)), "a bucket": origins(signed) },
  violating: {
    "plain HTTP": origins(custom({ ...tls, originProtocolPolicy: "http-only" })),
    "what the viewer has": origins(custom({ ...tls, originProtocolPolicy: "match-viewer" })),
    "an old TLS": origins(custom({ ...tls, originSslProtocols: ["TLSv1", "TLSv1.2"] })),
  },
  unknown: { "a protocol that is not known": origins(custom({ originProtocolPolicy: UNKNOWN })) },
});
