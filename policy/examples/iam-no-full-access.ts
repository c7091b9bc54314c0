// The whole of DynamoDB for one table.
import * as aws from "@pulumi/aws";

new aws.iam.RolePolicyAttachment("iam-no-full-access", {
  role: "chat",
  policyArn: "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess",
});
