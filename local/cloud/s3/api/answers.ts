// What S3 answers with: XML, or nothing.
import type { ServiceResponse } from "../../front-door/service.ts";
import { element, type XmlFields } from "../../query/xml.ts";

const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

/** @param content of the root element, as XML */
export const xml = (root: string, content: string): ServiceResponse => ({
  status: 200,
  headers: { "content-type": "application/xml" },
  body: Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${content}</${root}>`,
  ),
});

export const fields = (values: XmlFields) =>
  Object.entries(values)
    .map(([name, value]) => element(name, value))
    .join("");

/** A list as REST XML has it: one element for each item. */
export const repeated = (name: string, items: XmlFields[]) =>
  items.map((item) => element(name, item)).join("");

/** Without a body. */
export const empty = (status: number, headers: Record<string, string> = {}): ServiceResponse => ({
  status,
  headers,
  body: Buffer.alloc(0),
});
