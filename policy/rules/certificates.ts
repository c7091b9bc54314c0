// A rule for certificates.
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";

export const certificateKeyIsStrong: ResourceValidationPolicy = {
  name: "acm-certificate-key",
  description: "A certificate's RSA key has 2048 bits or more.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-2",
  remediationSteps: "Leave keyAlgorithm out (RSA_2048), or set an elliptic curve.",
  validateResource: ofType<{ keyAlgorithm: string }>(
    "aws:acm/certificate:Certificate",
    ({ keyAlgorithm }, report) => {
      if (keyAlgorithm === "RSA_1024") report("its key has 1024 bits");
    },
  ),
};
