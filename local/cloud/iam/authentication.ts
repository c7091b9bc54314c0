// Decides whether a signed request is what it says it is, and who sent it.
import { timingSafeEqual } from "node:crypto";
import type { CloudContext } from "../context.ts";
import { type Authorization, readAuthorization, type SignedRequest } from "./authorization.ts";
import type { AccessKey, AccessKeys, Principal } from "./credentials.ts";
import {
  contentMismatch,
  expiredToken,
  invalidSignature,
  invalidToken,
  missingToken,
  skewed,
} from "./errors.ts";
import { sha256, signatureOf, signingKey } from "./sigv4.ts";

/** How far a caller's clock may be off. https://docs.aws.amazon.com/IAM/latest/UserGuide/signing-elements.html */
const MAX_SKEW_MINUTES = 5;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html */
const MAX_SKEW_MINUTES_S3 = 15;

const MINUTE_MS = 60_000;

/** Services of the whole account sign with this region wherever they are called from. */
const GLOBAL_REGION = "us-east-1";
const GLOBAL_SERVICES = new Set(["cloudfront", "iam", "sts"]);

const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
/** In chunks, with a checksum behind the last. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html */
const UNSIGNED_CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

/**
 * @param service the name the credential scope has to carry, such as `dynamodb`
 * @throws AwsError in the words of that service
 */
export function authenticate(
  context: Pick<CloudContext, "clock" | "region">,
  keys: AccessKeys,
  request: SignedRequest,
  service: string,
): Principal {
  const authorization = readAuthorization(request);
  if (!authorization) throw missingToken();
  checkScope(authorization, service, context.region);
  const key = keys.find(authorization.accessKeyId);
  if (!key || !same(key.sessionToken ?? "", authorization.sessionToken ?? "")) throw invalidToken(service);
  const now = context.clock.now();
  if (key.expiration !== undefined && key.expiration <= now) throw expiredToken(service);
  checkTime(authorization, service, now);
  const payloadHash = service === "s3" ? s3PayloadHash(request, authorization) : sha256(request.body);
  const expected = signatureOf(request, authorization, payloadHash, keyOf(key, authorization));
  if (!same(expected, authorization.signature)) throw invalidSignature(service);
  return key.principal;
}

function checkScope(authorization: Authorization, service: string, region: string) {
  const { day, signedHeaders, timestamp } = authorization;
  const isGlobal = GLOBAL_SERVICES.has(service) && authorization.region === GLOBAL_REGION;
  const wrong = [
    authorization.region !== region &&
      !isGlobal &&
      `Credential should be scoped to a valid region, not '${authorization.region}'.`,
    authorization.service !== service && `Credential should be scoped to correct service: '${service}'.`,
    !timestamp.startsWith(`${day}T`) &&
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
    !signedHeaders.includes("host") &&
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
  ].filter((message) => message !== false);
  if (wrong.length > 0) throw invalidSignature(service, wrong.join(" "));
}

function checkTime({ timestamp, expires }: Authorization, service: string, now: number) {
  const signed = Date.parse(
    timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"),
  );
  if (Number.isNaN(signed)) {
    throw invalidSignature(service, `Date must be in ISO-8601 'basic format'. Got '${timestamp}'.`);
  }
  const minutes = service === "s3" ? MAX_SKEW_MINUTES_S3 : MAX_SKEW_MINUTES;
  const skew = minutes * MINUTE_MS;
  const oldest = now - (expires === undefined ? skew : expires * 1000);
  if (signed < oldest) {
    const span = expires === undefined ? `${minutes} min.` : `${expires} s`;
    throw skewed(
      service,
      `Signature expired: ${timestamp} is now earlier than ${basic(oldest)} (${basic(now)} - ${span})`,
    );
  }
  if (signed > now + skew) {
    throw skewed(
      service,
      `Signature not yet current: ${timestamp} is still later than ${basic(now + skew)} (${basic(now)} + ${minutes} min.)`,
    );
  }
}

/** S3 trusts the hash in the header for the signature, then compares the body with it. */
function s3PayloadHash({ headers, body }: SignedRequest, { expires }: Authorization) {
  const declared =
    headers["x-amz-content-sha256"] ?? (expires === undefined ? sha256(body) : UNSIGNED_PAYLOAD);
  if (declared === UNSIGNED_PAYLOAD || declared === UNSIGNED_CHUNKS) return declared;
  if (declared !== sha256(body)) throw contentMismatch();
  return declared;
}

function keyOf({ secretAccessKey, signingKeys }: AccessKey, authorization: Authorization) {
  const scope = `${authorization.day}/${authorization.region}/${authorization.service}`;
  const known = signingKeys.get(scope);
  if (known) return known;
  const key = signingKey(secretAccessKey, authorization);
  signingKeys.set(scope, key);
  return key;
}

/** In a time that does not depend on where the two differ. */
function same(a: string, b: string) {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** YYYYMMDDTHHMMSSZ, as it stands in a signature. */
const basic = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
