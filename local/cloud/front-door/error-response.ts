// An error in the protocol that the called service's clients read.
// https://smithy.io/2.0/aws/protocols/index.html
import type { AwsError } from "../errors.ts";
import { element } from "../query/xml.ts";
import type { ServiceResponse } from "./service.ts";

/** Services of the query protocol, and one of REST XML, whose errors have the same form. */
const QUERY_SERVICES = new Set([
  "autoscaling",
  "cloudformation",
  "cloudfront",
  "ec2",
  "iam",
  "rds",
  "sns",
  "sts",
]);

/** @param service as in the credential scope; undefined when the request named none */
export function errorResponse(
  error: AwsError,
  service: string | undefined,
  requestId: string,
): ServiceResponse {
  const { status, code, message } = error;
  if (service === "s3") {
    return xml(status, element("Error", { Code: code, Message: message, RequestId: requestId }));
  }
  if (service !== undefined && QUERY_SERVICES.has(service)) {
    const Type = status < 500 ? "Sender" : "Receiver";
    const Error = { Type, Code: code, Message: message };
    return xml(status, element("ErrorResponse", { Error, RequestId: requestId }));
  }
  return {
    status,
    headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-errortype": code },
    body: Buffer.from(JSON.stringify({ __type: code, message })),
  };
}

const xml = (status: number, text: string): ServiceResponse => ({
  status,
  headers: { "content-type": "application/xml" },
  body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`),
});
