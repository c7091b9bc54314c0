// S3 behind the AWS endpoint: what `aws s3` and an SDK read and write of the buckets that the program made.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
import type { CloudContext } from "../../context.ts";
import { AwsError } from "../../errors.ts";
import type { Service, ServiceResponse } from "../../front-door/service.ts";
import type { S3 } from "../s3.ts";
import {
  createBucket,
  deleteBucket,
  deleteBucketPolicy,
  getBucketLocation,
  getBucketPolicy,
  getBucketTagging,
  headBucket,
  listBuckets,
  putBucketPolicy,
} from "./bucket-operations.ts";
import {
  getBucketEncryption,
  getBucketVersioning,
  getOwnershipControls,
  getPublicAccessBlock,
} from "./bucket-settings.ts";
import { deleteObjects } from "./delete-objects.ts";
import { listObjectsV2 } from "./list-objects.ts";
import { deleteObject, getObject, putObject } from "./object-operations.ts";
import { S3Request } from "./s3-request.ts";

const OPERATIONS = new Map<string, (call: S3Request) => ServiceResponse>([
  ["GET account", listBuckets],
  ["HEAD bucket", headBucket],
  ["PUT bucket", createBucket],
  ["DELETE bucket", deleteBucket],
  ["GET bucket?location", getBucketLocation],
  ["GET bucket?tagging", getBucketTagging],
  ["GET bucket?policy", getBucketPolicy],
  ["PUT bucket?policy", putBucketPolicy],
  ["DELETE bucket?policy", deleteBucketPolicy],
  ["GET bucket?publicAccessBlock", getPublicAccessBlock],
  ["GET bucket?ownershipControls", getOwnershipControls],
  ["GET bucket?encryption", getBucketEncryption],
  ["GET bucket?versioning", getBucketVersioning],
  ["GET bucket?list-type", listObjectsV2],
  ["POST bucket?delete", deleteObjects],
  ["GET object", getObject],
  ["HEAD object", getObject],
  ["PUT object", putObject],
  ["DELETE object", deleteObject],
]);

export function s3Service(context: CloudContext, s3: S3): Service {
  return {
    handle: async (request) => answer(new S3Request(context, s3, request)),
    async handleAnonymous(request) {
      const call = new S3Request(context, s3, request);
      if (call.bucket && s3.getSettings(call.bucket).publicAccessBlock?.restrictPublicBuckets) {
        throw new AwsError("AccessDenied", "Access Denied", 403);
      }
      return answer(call);
    },
  };
}

function answer(call: S3Request): ServiceResponse {
  const operation = OPERATIONS.get(call.route);
  if (!operation) throw notImplemented(call.route);
  return operation(call);
}

const notImplemented = (route: string) =>
  new AwsError(
    "NotImplemented",
    `The local S3 has no ${route}; it has ${[...OPERATIONS.keys()].join(", ")}.`,
    501,
  );
