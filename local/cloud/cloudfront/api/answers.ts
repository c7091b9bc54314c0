// CloudFront's answers: XML in its name space, and lists that say how long they are.
import type { ServiceResponse } from "../../front-door/service.ts";
import { fields, type XmlFields, XmlList, type XmlValue } from "../../query/xml.ts";
import { xmlAnswer } from "../../rest-xml/answers.ts";

const NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

/** @param headers such as the ETag of what is answered */
export function xml(root: string, content: XmlFields, headers: Record<string, string> = {}): ServiceResponse {
  const answer = xmlAnswer(NAMESPACE, root, fields(content));
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** A list inside a configuration. @param name of each item */
export const quantified = (name: string, items: XmlValue[] = []) => ({
  Quantity: items.length,
  ...(items.length > 0 && { Items: new XmlList(name, items) }),
});
