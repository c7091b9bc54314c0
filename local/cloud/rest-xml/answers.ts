// What services of the REST XML protocol answer with: XML, or nothing.
// https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
import type { ServiceResponse } from "../front-door/service.ts";
import { element, type XmlFields } from "../query/xml.ts";

/** @param content of the root element, as XML */
export const xmlAnswer = (namespace: string, root: string, content: string): ServiceResponse => ({
  status: 200,
  headers: { "content-type": "application/xml" },
  body: Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${content}</${root}>`,
  ),
});

/** A list as S3 has it: one element for each item. */
export const repeated = (name: string, items: XmlFields[]) =>
  items.map((item) => element(name, item)).join("");

/** Without a body. */
export const empty = (status: number, headers: Record<string, string> = {}): ServiceResponse => ({
  status,
  headers,
  body: Buffer.alloc(0),
});
