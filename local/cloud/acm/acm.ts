// ACM: certificates that are asked for, and issued once a program waits for that. Nobody here looks into DNS, and nobody
// sees a key, as on AWS: what this cloud's servers present is the run's own certificate.
import type { CloudContext } from "../context.ts";
import { digest } from "../digest.ts";
import { AwsError } from "../errors.ts";

/** What has no effect here is optional, and kept to be read. */
export interface CertificateInput {
  domainName: string;
  subjectAlternativeNames?: string[];
  keyAlgorithm: string;
  /** Default: the cloud's own. */
  region?: string;
  validationMethod?: string;
  tags?: Record<string, string>;
}

export interface Certificate {
  readonly arn: string;
  readonly input: CertificateInput;
  /** All of its names, the domain's first. */
  readonly names: string[];
  readonly region: string;
  readonly status: "PENDING_VALIDATION" | "ISSUED";
}

export class Acm {
  readonly #context: Pick<CloudContext, "accountId" | "partition" | "region">;
  readonly #certificates = new Map<string, Certificate>();
  /** So that certificates with the same names are two. */
  #requests = 0;

  constructor(context: Pick<CloudContext, "accountId" | "partition" | "region">) {
    this.#context = context;
  }

  requestCertificate(input: CertificateInput): Certificate {
    const { accountId, partition } = this.#context;
    const { domainName, subjectAlternativeNames = [], region = this.#context.region } = input;
    const id = digest([input, this.#requests++]).toLowerCase();
    const arn = `arn:${partition}:acm:${region}:${accountId}:certificate/${id}`;
    const names = [...new Set([domainName, ...subjectAlternativeNames])];
    const certificate: Certificate = { arn, input, names, region, status: "PENDING_VALIDATION" };
    this.#certificates.set(arn, certificate);
    return certificate;
  }

  /** @throws AwsError ResourceNotFoundException */
  describeCertificate(arn: string): Certificate {
    const found = this.findCertificate(arn);
    if (!found) throw new AwsError("ResourceNotFoundException", `Could not find certificate ${arn}.`, 404);
    return found;
  }

  findCertificate(arn: string): Certificate | undefined {
    return this.#certificates.get(arn);
  }

  /** @throws AwsError ResourceNotFoundException */
  issueCertificate(arn: string) {
    this.#certificates.set(arn, { ...this.describeCertificate(arn), status: "ISSUED" });
  }

  deleteCertificate(arn: string) {
    this.#certificates.delete(arn);
  }
}
