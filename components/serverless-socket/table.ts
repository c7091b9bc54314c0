// The table that holds connections, and whatever else the handlers keep.
import * as aws from "@pulumi/aws";
import { transform } from "../transform.ts";
import type { Scope } from "./scope.ts";

/** A key of two parts and an expiry serve any single-table layout; nothing is paid for while nobody is connected. */
export function createTable({ name, args, parent }: Scope) {
  return new aws.dynamodb.Table(
    ...transform(
      args.transform?.table,
      name,
      {
        billingMode: "PAY_PER_REQUEST",
        hashKey: "pk",
        rangeKey: "sk",
        attributes: [
          { name: "pk", type: "S" },
          { name: "sk", type: "S" },
        ],
        ttl: { attributeName: "exp", enabled: true },
        pointInTimeRecovery: { enabled: true },
        deletionProtectionEnabled: args.deletionProtection ?? false,
        tags: args.tags,
      },
      { parent, protect: args.deletionProtection, retainOnDelete: args.deletionProtection },
    ),
  );
}
