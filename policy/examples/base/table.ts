// A table as the rules want it.
import * as aws from "@pulumi/aws";
import { tags } from "./tags.ts";

export function table(name: string, args: Partial<aws.dynamodb.TableArgs> = {}) {
  return new aws.dynamodb.Table(name, {
    billingMode: "PAY_PER_REQUEST",
    hashKey: "pk",
    attributes: [{ name: "pk", type: "S" }],
    ttl: { attributeName: "exp", enabled: true },
    pointInTimeRecovery: { enabled: true },
    deletionProtectionEnabled: true,
    tags,
    ...args,
  });
}
