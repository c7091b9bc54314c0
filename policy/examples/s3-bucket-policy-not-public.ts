// Everybody may read.
import { bucket, withTls } from "./base/bucket.ts";

const everybody = {
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::policy-examples/*",
};

bucket("s3-bucket-policy-not-public", { policy: withTls(everybody) });
