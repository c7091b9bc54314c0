// A domain of one's own for the site: certificate, what the distribution says of it, records.
import type * as aws from "@pulumi/aws";
import { certificateFor, createAliasRecords, nameProblems } from "../own-domain.ts";
import type { SiteDomain } from "./args.ts";
import type { Scope } from "./scope.ts";

/** CloudFront looks for certificates there, wherever the stack is. */
const CERTIFICATE_REGION = "us-east-1";

export const domainProblems = (domain: SiteDomain | undefined) =>
  domain ? nameProblems(domain.name, "chat.example.com") : [];

/** What a distribution says of its names: with a certificate of its own it can insist on TLS 1.2. */
export function namesOf({ name, args, parent }: Scope) {
  const { domain, tags, transform: transforms = {} } = args;
  if (!domain) return { viewerCertificate: { cloudfrontDefaultCertificate: true } };
  const request = { name, region: CERTIFICATE_REGION, tags, transforms, parent };
  return {
    aliases: [domain.name],
    viewerCertificate: {
      acmCertificateArn: certificateFor(domain, request),
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
  };
}

/** The records that lead to the distribution, which answers on IPv6 as well. */
export function createRecords({ name, args, parent }: Scope, distribution: aws.cloudfront.Distribution) {
  const { domain, transform: transforms } = args;
  if (domain)
    createAliasRecords({ name, domain, target: distribution, types: ["A", "AAAA"], transforms, parent });
}
