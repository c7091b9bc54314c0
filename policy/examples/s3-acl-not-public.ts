// Everybody may read, by the older way.
import * as aws from "@pulumi/aws";

new aws.s3.BucketAcl("s3-acl-not-public", { bucket: "policy-examples", acl: "public-read" });
