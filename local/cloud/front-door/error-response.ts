// An error in the protocol that the called service's clients read.
// https://smithy.io/2.0/aws/protocols/index.html
import type { AwsError } from "../errors.ts";
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
  if (service === "s3") {
    return xml(error, `<Error>${fields(error)}<RequestId>${requestId}</RequestId></Error>`);
  }
  if (service !== undefined && QUERY_SERVICES.has(service)) {
    const type = error.status < 500 ? "Sender" : "Receiver";
    const inner = `<Error><Type>${type}</Type>${fields(error)}</Error><RequestId>${requestId}</RequestId>`;
    return xml(error, `<ErrorResponse>${inner}</ErrorResponse>`);
  }
  return {
    status: error.status,
    headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-errortype": error.code },
    body: Buffer.from(JSON.stringify({ __type: error.code, message: error.message })),
  };
}

const xml = (error: AwsError, text: string): ServiceResponse => ({
  status: error.status,
  headers: { "content-type": "application/xml" },
  body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`),
});

const fields = ({ code, message }: AwsError) =>
  `<Code>${escape(code)}</Code><Message>${escape(message)}</Message>`;

const escape = (text: string) => text.replace(/[<>&]/g, (char) => `&#${char.charCodeAt(0)};`);
