// Keeps paths from the services that they could not read: those with a percent sign that stands for nothing.
import { AwsError } from "../errors.ts";

/**
 * @param url path and query, as received
 * @param service as in the credential scope
 * @throws AwsError BadRequestException; S3 calls it InvalidURI
 */
export function checkPath(url: string, service: string) {
  const [path = ""] = url.split("?");
  if (isReadable(path)) return;
  const code = service === "s3" ? "InvalidURI" : "BadRequestException";
  throw new AwsError(code, `Couldn't parse the specified URI: ${path}`);
}

function isReadable(path: string) {
  try {
    decodeURIComponent(path);
  } catch {
    return false;
  }
  // A path that begins with two slashes would name a host.
  return URL.canParse(path, "http://service");
}
