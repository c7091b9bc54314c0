import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import { certificateKeyIsStrong } from "./certificates.ts";

const certificate = (props: Record<string, unknown>) => [resource("aws:acm/certificate:Certificate", props)];

describeRule(certificateKeyIsStrong, {
  compliant: {
    "the default": certificate({}),
    "an elliptic curve": certificate({ keyAlgorithm: "EC_prime256v1" }),
  },
  violating: { "1024 bits": certificate({ keyAlgorithm: "RSA_1024" }) },
  unknown: { "an algorithm that is not known": certificate({ keyAlgorithm: UNKNOWN }) },
});
