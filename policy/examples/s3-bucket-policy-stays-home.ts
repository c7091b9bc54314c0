// Another account may put its own policy in place of this one.
import { bucket, withTls } from "./base/bucket.ts";

const partner = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::210987654321:root" },
  Action: ["s3:GetObject", "s3:PutBucketPolicy"],
  Resource: ["arn:aws:s3:::policy-examples", "arn:aws:s3:::policy-examples/*"],
};

bucket("s3-bucket-policy-stays-home", { policy: withTls(partner) });
