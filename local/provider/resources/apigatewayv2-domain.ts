// aws.apigatewayv2.DomainName and ApiMapping: recorded. An API answers at its own port under its stage's name; the
// local cloud has neither the name in DNS nor a certificate for it.
import * as v from "valibot";
import { digest } from "../../cloud/digest.ts";
import { recordedType } from "../recorded-type.ts";
import { arn, matching, oneOf, only, tags } from "../schema.ts";
import { regional } from "./regional.ts";

/** Where names of APIs lead to in us-east-1; in the local cloud nobody follows. https://docs.aws.amazon.com/general/latest/gr/apigateway.html */
const HOSTED_ZONE_ID = "Z1UJRXOUMOOFQ8";

export const domainName = recordedType({
  token: "aws:apigatewayv2/domainName:DomainName",
  recorded: {
    ...regional,
    domainName: matching(/^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}$/, "give a name such as chat.example.com"),
    domainNameConfiguration: v.strictObject({
      certificateArn: arn("acm"),
      endpointType: only("REGIONAL", "APIs of version 2 have no other"),
      securityPolicy: only("TLS_1_2", "APIs of version 2 have no other"),
      ipAddressType: v.optional(oneOf(["ipv4", "dualstack"])),
      ownershipVerificationCertificateArn: v.optional(arn("acm")),
      hostedZoneId: v.optional(v.string()),
      targetDomainName: v.optional(v.string()),
    }),
    routingMode: v.optional(only("API_MAPPING_ONLY", "it has no routing rules")),
    tags,
  },
  refused: { mutualTlsAuthentication: "WebSocket APIs have none" },
  forcesNew: ["domainName", "region"],
  computed: ["apiMappingSelectionExpression", "arn"],
  describe({ domainName, domainNameConfiguration }, { partition, region }) {
    const targetDomainName = `d-${digest(domainName).toLowerCase()}.execute-api.${region}.amazonaws.com`;
    return {
      id: domainName,
      computed: {
        apiMappingSelectionExpression: "$request.basepath",
        arn: `arn:${partition}:apigateway:${region}::/domainnames/${domainName}`,
        domainNameConfiguration: {
          ...domainNameConfiguration,
          targetDomainName,
          hostedZoneId: HOSTED_ZONE_ID,
        },
      },
    };
  },
});

export const apiMapping = recordedType({
  token: "aws:apigatewayv2/apiMapping:ApiMapping",
  recorded: {
    ...regional,
    apiId: v.string(),
    domainName: v.string(),
    stage: v.string(),
    apiMappingKey: v.optional(matching(/^[\w$.+!*'()/-]{0,300}$/, "use letters, digits and $-_.+!*'()/")),
  },
  forcesNew: ["domainName", "region"],
  computed: [],
  describe: ({ domainName, apiMappingKey = "" }) => ({
    id: digest([domainName, apiMappingKey]).toLowerCase(),
    computed: {},
  }),
});
