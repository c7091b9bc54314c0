// Every distribution in the world may serve these files.
import { bucket, withTls } from "./base/bucket.ts";

const anyDistribution = {
  Effect: "Allow",
  Principal: { Service: "cloudfront.amazonaws.com" },
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::policy-examples/*",
};

bucket("s3-bucket-policy-names-source", { policy: withTls(anyDistribution) });
