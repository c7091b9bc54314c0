// Another account may take the role on.
import * as aws from "@pulumi/aws";
import { tags } from "./base/tags.ts";

const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "123456789012" } }],
};

new aws.iam.Role("iam-role-trusts-known", { assumeRolePolicy: JSON.stringify(trust), tags });
