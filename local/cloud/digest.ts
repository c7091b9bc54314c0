// A short text that changes with a value, in the form of an ETag of CloudFront.
import { createHash } from "node:crypto";

/** Characters of an ETag of CloudFront's. */
const ETAG_LENGTH = 13;

/** An ETag in CloudFront's form that changes with `value`. */
export const digest = (value: unknown) =>
  `E${createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(1, ETAG_LENGTH).toUpperCase()}`;
