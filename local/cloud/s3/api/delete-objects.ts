// DeleteObjects: many keys in one call, each decided for itself.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
import { AwsError } from "../../errors.ts";
import { repeated } from "../../rest-xml/answers.ts";
import { textsOf } from "../../rest-xml/texts.ts";
import { xml } from "./answers.ts";
import { payloadOf } from "./payload.ts";
import type { S3Request } from "./s3-request.ts";

/** Keys in one call, at most. */
const MAX_KEYS = 1000;

export function deleteObjects(call: S3Request) {
  const document = payloadOf(call).body.toString();
  const keys = textsOf(document, "Key");
  if (keys.length === 0 || keys.length > MAX_KEYS) {
    throw new AwsError(
      "MalformedXML",
      `The XML you provided was not well-formed or did not validate: it names ${keys.length} keys, not 1 to ${MAX_KEYS}`,
    );
  }
  const refusals = keys.map((key) => ({ key, refusal: remove(call, key) }));
  const isQuiet = textsOf(document, "Quiet")[0] === "true";
  const deleted = refusals.filter(({ refusal }) => !refusal && !isQuiet).map(({ key }) => ({ Key: key }));
  const errors = refusals.flatMap(({ key, refusal }) =>
    refusal ? [{ Key: key, Code: refusal.code, Message: refusal.message }] : [],
  );
  return xml("DeleteResult", repeated("Deleted", deleted) + repeated("Error", errors));
}

/** Returns why the key stays. @throws AwsError NoSuchBucket */
function remove(call: S3Request, key: string): AwsError | undefined {
  try {
    call.authorizeObject("s3:DeleteObject", key);
  } catch (error) {
    if (error instanceof AwsError && error.code === "AccessDenied") return error;
    throw error;
  }
  call.s3.deleteObject(call.bucket, key);
  return undefined;
}
