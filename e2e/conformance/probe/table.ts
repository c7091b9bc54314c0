// Where the functions leave what they were given.
import * as aws from "@pulumi/aws";

export const table = new aws.dynamodb.Table("records", {
  billingMode: "PAY_PER_REQUEST",
  hashKey: "pk",
  rangeKey: "sk",
  attributes: [
    { name: "pk", type: "S" },
    { name: "sk", type: "S" },
  ],
  ttl: { attributeName: "exp", enabled: true },
});
