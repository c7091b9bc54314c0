// aws.acm.Certificate and CertificateValidation: a certificate, and the wait until it is issued, which is short here.
import * as v from "valibot";
import type { Certificate } from "../../cloud/acm/acm.ts";
import { digest } from "../../cloud/digest.ts";
import { resourceType } from "../resource-type.ts";
import { arn, matching, only, oneOf, tags } from "../schema.ts";
import { regional } from "./regional.ts";

const domain = matching(/^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}$/, "give a name such as chat.example.com");
const issuesOnly = "it imports no certificates; give domainName";

export const certificate = resourceType({
  token: "aws:acm/certificate:Certificate",
  applied: {
    domainName: domain,
    keyAlgorithm: v.optional(oneOf(["RSA_2048", "EC_prime256v1", "EC_secp384r1"]), "RSA_2048"),
    subjectAlternativeNames: v.optional(v.array(domain)),
  },
  recorded: {
    ...regional,
    options: v.optional(
      v.strictObject({
        certificateTransparencyLoggingPreference: v.optional(oneOf(["ENABLED", "DISABLED"])),
        export: v.optional(oneOf(["ENABLED", "DISABLED"])),
      }),
    ),
    validationMethod: only("DNS", "nobody reads its mail"),
    tags,
  },
  refused: {
    certificateAuthorityArn: "it has no private authorities",
    certificateBody: issuesOnly,
    certificateChain: issuesOnly,
    earlyRenewalDuration: "its certificates do not end",
    privateKey: issuesOnly,
    privateKeyWo: issuesOnly,
    privateKeyWoVersion: issuesOnly,
    validationOptions: "nobody reads its mail",
  },
  forcesNew: ["domainName", "keyAlgorithm", "subjectAlternativeNames", "validationMethod", "region"],
  anyRegion: true,
  computed: {
    stable: [
      ...["arn", "domainValidationOptions", "notAfter", "notBefore", "pendingRenewal", "renewalEligibility"],
      ...["renewalSummaries", "status", "type", "validationEmails"],
    ],
    changing: [],
  },
  create({ acm }, inputs) {
    const made = acm.requestCertificate(inputs);
    return { id: made.arn, computed: { ...computed(made), status: made.status } };
  },
  read({ acm }, { id, outputs }) {
    const found = acm.describeCertificate(id);
    // That it was issued meanwhile is no change that somebody made.
    const { status = found.status } = outputs;
    return { inputs: { ...found.input }, computed: { ...computed(found), status } };
  },
  delete({ acm }, { id }) {
    acm.deleteCertificate(id);
  },
});

const computed = ({ arn, names }: Certificate) => ({
  ...{ arn, domainValidationOptions: names.map(validationOf) },
  ...{ notAfter: "", notBefore: "", pendingRenewal: false, renewalEligibility: "INELIGIBLE" },
  ...{ renewalSummaries: [], type: "AMAZON_ISSUED", validationEmails: [] },
});

/** The record by which AWS would see that the name is ours. */
function validationOf(name: string) {
  const label = digest(name).toLowerCase();
  return {
    domainName: name,
    resourceRecordName: `_${label}.${name.replace("*.", "")}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${label}.acm-validations.aws.`,
  };
}

export const certificateValidation = resourceType({
  token: "aws:acm/certificateValidation:CertificateValidation",
  applied: { certificateArn: arn("acm") },
  recorded: { ...regional, validationRecordFqdns: v.optional(v.array(v.string())) },
  refused: {},
  forcesNew: ["certificateArn", "validationRecordFqdns", "region"],
  anyRegion: true,
  computed: { stable: [], changing: [] },
  create({ acm }, { certificateArn }) {
    acm.issueCertificate(certificateArn);
    return { id: certificateArn, computed: {} };
  },
  read({ acm }, { id }) {
    const { status } = acm.describeCertificate(id);
    return status === "ISSUED" ? { inputs: { certificateArn: id } } : undefined;
  },
  // What is issued stays so.
  delete: () => undefined,
});
