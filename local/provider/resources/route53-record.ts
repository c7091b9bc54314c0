// aws.route53.Record: recorded, since the local cloud answers at localhost only.
import * as v from "valibot";
import { recordedType } from "../recorded-type.ts";
import { integer, oneOf, text } from "../schema.ts";

const TYPES = ["A", "AAAA", "CAA", "CNAME", "HTTPS", "MX", "NS", "PTR", "SOA", "SRV", "SVCB", "TXT"] as const;

const onePlace = "its names lead to one place";

export const record = recordedType({
  token: "aws:route53/record:Record",
  recorded: {
    zoneId: text(32),
    name: text(255),
    type: oneOf(TYPES),
    ttl: v.optional(integer(0, 2_147_483_647, "seconds")),
    records: v.optional(v.array(text(4_000))),
    aliases: v.optional(
      v.array(v.strictObject({ name: v.string(), zoneId: v.string(), evaluateTargetHealth: v.boolean() })),
    ),
    allowOverwrite: v.optional(v.boolean()),
  },
  refused: {
    cidrRoutingPolicy: onePlace,
    failoverRoutingPolicies: onePlace,
    geolocationRoutingPolicies: onePlace,
    geoproximityRoutingPolicy: onePlace,
    healthCheckId: onePlace,
    latencyRoutingPolicies: onePlace,
    multivalueAnswerRoutingPolicy: onePlace,
    setIdentifier: onePlace,
    weightedRoutingPolicies: onePlace,
  },
  rules: [
    {
      of: ["records", "aliases", "ttl"],
      refuse({ records, aliases, ttl }) {
        if ((records === undefined) === (aliases === undefined)) {
          return "needs either records or aliases; give one of the two";
        }
        return records && ttl === undefined ? "needs a ttl; give seconds" : undefined;
      },
    },
  ],
  forcesNew: ["zoneId", "name", "type"],
  computed: ["fqdn"],
  describe: ({ zoneId, name, type }) => ({
    id: `${zoneId}_${name}_${type}`,
    computed: { fqdn: name.replace(/\.$/, "") },
  }),
});
