// Who a caller is and what it may do: what goes wrong, under the code that the called service gives it.
import { AwsError } from "../errors.ts";

/** Services whose errors travel as `<ErrorResponse>` and carry IAM's older codes. */
const QUERY_SERVICES = new Set(["cloudfront", "iam", "sts"]);

/** Services of the JSON protocol, which answer 400 where others answer 403. */
const JSON_SERVICES = new Set(["dynamodb", "logs"]);

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const status = (service: string) => (JSON_SERVICES.has(service) ? 400 : 403);

function code(service: string, codes: { json: string; query: string; s3: string }) {
  if (service === "s3") return codes.s3;
  return QUERY_SERVICES.has(service) ? codes.query : codes.json;
}

/** The request carries no signature at all. The service is unknown then, so all answer alike. */
export const missingToken = () =>
  new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);

/** The signature's own form is broken; `message` says how. */
export const incompleteSignature = (message: string) =>
  new AwsError("IncompleteSignatureException", message, 400);

/** No such access key, a session token that is not its own, or a role that is gone. */
export const invalidToken = (service: string) =>
  new AwsError(
    code(service, {
      json: "UnrecognizedClientException",
      query: "InvalidClientTokenId",
      s3: "InvalidAccessKeyId",
    }),
    "The security token included in the request is invalid.",
    status(service),
  );

/** Temporary credentials whose time is over. */
export const expiredToken = (service: string) =>
  new AwsError(
    code(service, { json: "ExpiredTokenException", query: "ExpiredToken", s3: "ExpiredToken" }),
    "The security token included in the request is expired",
    status(service),
  );

/** Signed with another secret, or changed after it was signed; `message` replaces AWS's usual words. */
export const invalidSignature = (service: string, message = SIGNATURE_MISMATCH) =>
  new AwsError(
    code(service, {
      json: "InvalidSignatureException",
      query: "SignatureDoesNotMatch",
      s3: "SignatureDoesNotMatch",
    }),
    message,
    status(service),
  );

const SIGNATURE_MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret " +
  "Access Key and signing method. Consult the service documentation for details.";

/** Signed too long ago, or in the future. */
export const skewed = (service: string, message: string) =>
  service === "s3" ? new AwsError("RequestTimeTooSkewed", message, 403) : invalidSignature(service, message);

/** The body is not the one whose hash was signed (S3 alone says so by name). */
export const contentMismatch = () =>
  new AwsError(
    "XAmzContentSHA256Mismatch",
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    400,
  );

/**
 * @param action such as `dynamodb:GetItem`
 * @param remedy a statement that would have allowed it
 */
export function accessDenied(action: string, message: string, remedy?: string) {
  const service = action.slice(0, action.indexOf(":"));
  const codes = { json: "AccessDeniedException", query: "AccessDenied", s3: "AccessDenied" };
  return new AwsError(code(service, codes), message, status(service), { action, remedy });
}

export const noSuchEntity = (message: string) => new AwsError("NoSuchEntity", message, 404);

export const entityExists = (message: string) => new AwsError("EntityAlreadyExists", message, 409);

export const deleteConflict = (message: string) => new AwsError("DeleteConflict", message, 409);

export const limitExceeded = (message: string) => new AwsError("LimitExceeded", message, 409);

export const malformedPolicy = (message: string) => new AwsError("MalformedPolicyDocument", message, 400);

export const invalidName = (message: string) => new AwsError("ValidationError", message, 400);
