import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import * as rules from "./cloudfront.ts";
import { DISTRIBUTION } from "./types.ts";

const distribution = (props: Record<string, unknown>) => [resource(DISTRIBUTION, props)];

/** A distribution with a behaviour for all, and one for a path. */
const behaviors = (all: object, path: object) =>
  distribution({ defaultCacheBehavior: all, orderedCacheBehaviors: [{ pathPattern: "/live/*", ...path }] });

describeRule(rules.distributionHasRoot, {
  compliant: { "a root": distribution({ defaultRootObject: "index.html" }) },
  violating: { "an empty one": distribution({ defaultRootObject: "" }), none: distribution({}) },
  unknown: { "a root that is not known": distribution({ defaultRootObject: UNKNOWN }) },
});

const https = { viewerProtocolPolicy: "redirect-to-https" };
const plain = { viewerProtocolPolicy: "allow-all" };

describeRule(rules.viewersUseHttps, {
  compliant: { "HTTPS everywhere": behaviors(https, { viewerProtocolPolicy: "https-only" }) },
  violating: {
    "plain HTTP": behaviors(plain, https),
    "plain HTTP for one path": behaviors(https, plain),
    "plain HTTP for one path, beside a policy that is not known": behaviors(
      { viewerProtocolPolicy: UNKNOWN },
      plain,
    ),
  },
  unknown: { "a policy that is not known": behaviors(https, { viewerProtocolPolicy: UNKNOWN }) },
});

const headers = { responseHeadersPolicyId: UNKNOWN };

describeRule(rules.behaviorsSendHeaders, {
  compliant: { "a policy that a preview does not know": behaviors(headers, headers) },
  violating: { "no policy": behaviors({}, headers), "no policy for one path": behaviors(headers, {}) },
  unknown: { "behaviours that are not known": distribution({ orderedCacheBehaviors: UNKNOWN }) },
});

const certificate = {
  acmCertificateArn: UNKNOWN,
  minimumProtocolVersion: "TLSv1.2_2021",
  sslSupportMethod: "sni-only",
};
const named = (viewerCertificate: unknown) =>
  distribution({ aliases: ["chat.example.com"], viewerCertificate });

describeRule(rules.aliasUsesModernTls, {
  compliant: {
    "a certificate of its own": named(certificate),
    "a distribution under AWS's name": distribution({
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    }),
  },
  violating: {
    "the default certificate": named({ cloudfrontDefaultCertificate: true }),
    "an old TLS": named({ ...certificate, minimumProtocolVersion: "TLSv1.1_2016" }),
    "a TLS that is not named": named({ acmCertificateArn: "arn", sslSupportMethod: "sni-only" }),
    "an address of its own": named({ ...certificate, sslSupportMethod: "vip" }),
    "nothing said": named(undefined),
  },
  unknown: { "a TLS that is not known": named({ ...certificate, minimumProtocolVersion: UNKNOWN }) },
});
