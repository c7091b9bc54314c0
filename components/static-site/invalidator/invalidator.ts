// The packaged function that invalidates what a deployment changed of a site.
import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { invalidateChanges } from "./invalidate.ts";

/** Tries before a deployment fails. CloudFront throttles who invalidates often; the SDK's own 3 are over in a second. */
const MAX_ATTEMPTS = 6;

export const handler = invalidateChanges(
  new CloudFrontClient({ maxAttempts: MAX_ATTEMPTS }),
  process.env.DISTRIBUTION_ID ?? "",
);
