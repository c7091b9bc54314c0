// A bucket that anybody may ask.
import { distribution } from "./base/distribution.ts";

distribution("cloudfront-bucket-origin-signed", {
  origins: [{ originId: "site", domainName: "files.s3.amazonaws.com" }],
});
