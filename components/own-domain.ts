// What components have in common that can be reached at a domain of one's own.
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type CertificateRequest, issueCertificate } from "./certificate.ts";
import type { Problem } from "./errors.ts";
import { type Transform, transform } from "./transform.ts";

/** With a hosted zone, or with a certificate from elsewhere. */
type OwnDomain = { name: string } & (
  | { zoneId: pulumi.Input<string>; certificateArn?: pulumi.Input<string> }
  | { zoneId?: undefined; certificateArn: pulumi.Input<string> }
);

interface AliasRecords {
  /** What the names of the resources begin with. */
  name: string;
  domain: OwnDomain;
  /** What the domain leads to, and the zone that AWS has for it. */
  target: { domainName: pulumi.Input<string>; hostedZoneId: pulumi.Input<string> };
  types: ("A" | "AAAA")[];
  transforms: { record?: Transform<aws.route53.RecordArgs> } | undefined;
  parent: pulumi.Resource;
}

const DOMAIN_NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** @param example a name that would do */
export function nameProblems(name: string, example: string): Problem[] {
  if (DOMAIN_NAME.test(name)) return [];
  const remedy = `Use a name in lower case, such as ${example}`;
  return [{ argument: "domain.name", value: name, wrong: "it is no name of a host", remedy }];
}

/** The ARN of the certificate that is given, or of one that AWS issues. */
export function certificateFor(
  { name, zoneId, certificateArn }: OwnDomain,
  request: Omit<CertificateRequest, "domainName" | "zoneId">,
): pulumi.Input<string> {
  if (zoneId === undefined) return certificateArn;
  return certificateArn ?? issueCertificate({ ...request, domainName: name, zoneId });
}

/** Nothing where the domain's zone is not known: its records are made elsewhere. */
export function createAliasRecords({ name, domain, target, types, transforms, parent }: AliasRecords) {
  if (domain.zoneId === undefined) return;
  const alias = { name: target.domainName, zoneId: target.hostedZoneId, evaluateTargetHealth: false };
  for (const type of types) {
    new aws.route53.Record(
      ...transform(
        transforms?.record,
        `${name}-${type.toLowerCase()}`,
        { zoneId: domain.zoneId, name: domain.name, type, aliases: [alias] },
        { parent },
      ),
    );
  }
}
