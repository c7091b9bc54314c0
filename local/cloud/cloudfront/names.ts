// Names of one's own: which a distribution may have, and which of them a request is for.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html
import type { Certificate } from "../acm/acm.ts";
import { AwsError } from "../errors.ts";
import type { DistributionConfig } from "./config.ts";

/** CloudFront looks for certificates there, wherever the stack is. */
const CERTIFICATE_REGION = "us-east-1";

interface Surroundings {
  findCertificate(arn: string): Certificate | undefined;
  /** The names that other distributions have. */
  taken: string[];
}

/** @throws AwsError InvalidViewerCertificate, CNAMEAlreadyExists */
export function checkNames(
  { aliases = [], viewerCertificate: { acmCertificateArn: arn } = {} }: DistributionConfig,
  { findCertificate, taken }: Surroundings,
) {
  const certificate = arn === undefined ? undefined : findCertificate(arn);
  if (arn !== undefined) checkCertificate(arn, certificate);
  const uncovered = aliases.find((alias) => !certificate?.names.some((name) => covers(name, alias)));
  if (uncovered !== undefined) throw notCovered(uncovered, certificate?.names ?? []);
  const double = aliases.find((alias) => taken.includes(alias));
  if (double !== undefined) throw alreadyTaken(double);
}

function checkCertificate(arn: string, certificate: Certificate | undefined) {
  const why = !certificate
    ? "there is none of that ARN in this cloud"
    : certificate.region !== CERTIFICATE_REGION
      ? `it is in ${certificate.region}: request it with region "${CERTIFICATE_REGION}"`
      : certificate.status !== "ISSUED"
        ? "nobody has waited for it to be issued: take the ARN from an aws.acm.CertificateValidation"
        : undefined;
  if (why === undefined) return;
  throw new AwsError(
    "InvalidViewerCertificate",
    `The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain. ${arn}: ${why}.`,
  );
}

/**
 * Which of them has the name that a request is for; one with the very name goes before one with an asterisk.
 *
 * @param host with a port or without
 */
export function findNamed<Named extends { config: DistributionConfig }>(all: Named[], host: string) {
  const name = host.toLowerCase().replace(/:\d+$/, "");
  const having = (fits: (alias: string) => boolean) => all.find(({ config }) => config.aliases?.some(fits));
  return having((alias) => alias === name) ?? having((alias) => covers(alias, name));
}

/** An asterisk at the front stands for one label. */
const covers = (name: string, host: string) =>
  name === host || (name.startsWith("*.") && name.slice(1) === host.slice(host.indexOf(".")));

const notCovered = (alias: string, names: string[]) =>
  new AwsError(
    "InvalidViewerCertificate",
    `The certificate that is attached to your distribution doesn't cover the alternate domain name (CNAME) that you're trying to add. It is ${alias}, and the certificate is for ${names.join(", ") || "none of yours"}.`,
  );

const alreadyTaken = (alias: string) =>
  new AwsError(
    "CNAMEAlreadyExists",
    `One or more of the CNAMEs you provided are already associated with a different resource: ${alias}.`,
    409,
  );
