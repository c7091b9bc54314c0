// Keeps web pages of others out: a page whose name is made to lead here (DNS rebinding) still sends its own name.
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import { AwsError } from "../errors.ts";

/**
 * @param own the name that the cloud gives out
 * @throws AwsError ForbiddenException for a Host, or an Origin, that is not the cloud's
 */
export function checkHost({ host, origin }: IncomingHttpHeaders, own: string) {
  if (host !== undefined && !mayBeHost(nameOf(host), own)) throw foreign("Host", host);
  if (origin !== undefined && !isOwn(nameOf(origin), own)) throw foreign("Origin", origin);
}

/** Who calls by an address was not led here by a name. */
const mayBeHost = (name: string, own: string) => isIP(name) > 0 || isOwn(name, own);

/** Names under localhost lead to this machine alone. */
const isOwn = (name: string, own: string) =>
  name === own || /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|::1)$/.test(name);

/** Without scheme, port and brackets. */
const nameOf = (host: string) =>
  host
    .toLowerCase()
    .replace(/^https?:\/\/|:\d+$/g, "")
    .replace(/^\[|\]$/g, "");

const foreign = (header: string, value: string) =>
  new AwsError(
    "ForbiddenException",
    `The AWS endpoint takes no requests with ${header} ${value}: call it by the address in outputs.json, and not from a web page of another host.`,
    403,
  );
