// A certificate that AWS issues and renews by itself, because a record in DNS says whose the name is.
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Transform, transform } from "./transform.ts";

export interface CertificateTransform {
  certificate?: Transform<aws.acm.CertificateArgs>;
  certificateValidation?: Transform<aws.acm.CertificateValidationArgs>;
  /** Applied to each record, that of the validation among them. */
  record?: Transform<aws.route53.RecordArgs>;
}

export interface CertificateRequest {
  /** The resources' name. */
  name: string;
  domainName: string;
  /** Hosted zone of Route 53 in which the name is. */
  zoneId: pulumi.Input<string>;
  /** Where the certificate is needed, if not in the provider's region. */
  region?: string;
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  transforms: CertificateTransform;
  parent: pulumi.Resource;
}

/** Seconds. The record never changes while the certificate is in use. */
const VALIDATION_TTL = 300;

/** The ARN of the certificate, known once AWS has issued it. */
export function issueCertificate(request: CertificateRequest): pulumi.Output<string> {
  const { name, domainName, zoneId, region, tags, transforms, parent } = request;
  const certificate = new aws.acm.Certificate(
    ...transform(
      transforms.certificate,
      name,
      { domainName, validationMethod: "DNS", region, tags },
      { parent },
    ),
  );
  const answer = certificate.domainValidationOptions[0]!;
  const record = new aws.route53.Record(
    ...transform(
      transforms.record,
      `${name}-validation`,
      {
        zoneId,
        name: answer.resourceRecordName,
        type: answer.resourceRecordType,
        records: [answer.resourceRecordValue],
        ttl: VALIDATION_TTL,
        // AWS asks for the same record again for another certificate of the same name.
        allowOverwrite: true,
      },
      { parent },
    ),
  );
  const validation = new aws.acm.CertificateValidation(
    ...transform(
      transforms.certificateValidation,
      name,
      { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn], region },
      { parent },
    ),
  );
  return validation.certificateArn;
}
