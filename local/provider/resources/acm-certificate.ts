// aws.acm.Certificate and CertificateValidation: recorded as issued, since the local cloud has no names in DNS.
import * as v from "valibot";
import { digest } from "../../cloud/digest.ts";
import { recordedType } from "../recorded-type.ts";
import { arn, matching, only, oneOf, tags } from "../schema.ts";
import { regional } from "./regional.ts";

const domain = matching(/^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}$/, "give a name such as chat.example.com");
const issuesOnly = "it imports no certificates; give domainName";

export const certificate = recordedType({
  token: "aws:acm/certificate:Certificate",
  recorded: {
    ...regional,
    domainName: domain,
    keyAlgorithm: v.optional(oneOf(["RSA_2048", "EC_prime256v1", "EC_secp384r1"]), "RSA_2048"),
    options: v.optional(
      v.strictObject({
        certificateTransparencyLoggingPreference: v.optional(oneOf(["ENABLED", "DISABLED"])),
        export: v.optional(oneOf(["ENABLED", "DISABLED"])),
      }),
    ),
    subjectAlternativeNames: v.optional(v.array(domain)),
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
  computed: [
    ...["arn", "domainValidationOptions", "notAfter", "notBefore", "pendingRenewal", "renewalEligibility"],
    ...["renewalSummaries", "status", "type", "validationEmails"],
  ],
  describe({ domainName, subjectAlternativeNames = [], keyAlgorithm }, { partition, region, accountId }) {
    const names = [...new Set([domainName, ...subjectAlternativeNames])];
    const id = `arn:${partition}:acm:${region}:${accountId}:certificate/${digest([names, keyAlgorithm]).toLowerCase()}`;
    return {
      id,
      computed: {
        ...{ arn: id, domainValidationOptions: names.map(validationOf), status: "PENDING_VALIDATION" },
        ...{ notAfter: "", notBefore: "", pendingRenewal: false, renewalEligibility: "INELIGIBLE" },
        ...{ renewalSummaries: [], type: "AMAZON_ISSUED", validationEmails: [] },
      },
    };
  },
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

export const certificateValidation = recordedType({
  token: "aws:acm/certificateValidation:CertificateValidation",
  recorded: {
    ...regional,
    certificateArn: arn("acm"),
    validationRecordFqdns: v.optional(v.array(v.string())),
  },
  forcesNew: ["certificateArn", "validationRecordFqdns", "region"],
  computed: [],
  describe: ({ certificateArn }) => ({ id: certificateArn, computed: {} }),
});
