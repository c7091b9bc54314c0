// A domain of one's own for the site: certificate, what the distribution says of it, records.
import * as aws from "@pulumi/aws";
import { issueCertificate } from "../certificate.ts";
import type { Problem } from "../errors.ts";
import { transform } from "../transform.ts";
import type { SiteDomain } from "./args.ts";
import type { Scope } from "./scope.ts";

/** CloudFront looks for certificates there, wherever the stack is. */
const CERTIFICATE_REGION = "us-east-1";

const DOMAIN_NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

export function domainProblems(domain: SiteDomain | undefined): Problem[] {
  if (!domain || DOMAIN_NAME.test(domain.name)) return [];
  const remedy = "Use a name in lower case, such as chat.example.com";
  return [{ argument: "domain.name", value: domain.name, wrong: "it is no name of a host", remedy }];
}

/** What a distribution says of its names: with a certificate of its own it can insist on TLS 1.2. */
export function namesOf(scope: Scope) {
  const { domain } = scope.args;
  if (!domain) return { viewerCertificate: { cloudfrontDefaultCertificate: true } };
  return {
    aliases: [domain.name],
    viewerCertificate: {
      acmCertificateArn: certificateFor(scope, domain),
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
  };
}

function certificateFor({ name, args, parent }: Scope, domain: SiteDomain) {
  if (domain.zoneId === undefined) return domain.certificateArn;
  const { tags, transform: transforms = {} } = args;
  const place = { domainName: domain.name, zoneId: domain.zoneId, region: CERTIFICATE_REGION };
  return domain.certificateArn ?? issueCertificate({ name, ...place, tags, transforms, parent });
}

/** The records that lead to the distribution, which answers on IPv6 as well. */
export function createRecords({ name, args, parent }: Scope, distribution: aws.cloudfront.Distribution) {
  const { domain } = args;
  if (domain?.zoneId === undefined) return;
  const { domainName, hostedZoneId } = distribution;
  const alias = { name: domainName, zoneId: hostedZoneId, evaluateTargetHealth: false };
  for (const type of ["A", "AAAA"]) {
    new aws.route53.Record(
      ...transform(
        args.transform?.record,
        `${name}-${type.toLowerCase()}`,
        { zoneId: domain.zoneId, name: domain.name, type, aliases: [alias] },
        { parent },
      ),
    );
  }
}
