// Values as XML of the query and the REST XML protocol: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html

/** What is undefined is left out; a list has a `member` for each item; a Date is ISO 8601 in seconds. */
export type XmlValue = string | number | boolean | Date | undefined | XmlValue[] | XmlList | XmlFields;

/** A list whose items have a name of their own. */
export class XmlList {
  readonly name: string;
  readonly items: XmlValue[];

  constructor(name: string, items: XmlValue[]) {
    this.name = name;
    this.items = items;
  }
}

export interface XmlFields {
  [name: string]: XmlValue;
}

/** Nothing for what is undefined. */
export function element(name: string, value: XmlValue): string {
  return value === undefined ? "" : `<${name}>${content(value)}</${name}>`;
}

/** One element for each, in their order. */
export const fields = (values: XmlFields) =>
  Object.entries(values)
    .map(([name, value]) => element(name, value))
    .join("");

function content(value: Exclude<XmlValue, undefined>): string {
  if (Array.isArray(value)) return value.map((item) => element("member", item)).join("");
  if (value instanceof XmlList) return value.items.map((item) => element(value.name, item)).join("");
  if (value instanceof Date) return value.toISOString().replace(/\.\d+/, "");
  if (typeof value === "object") return fields(value);
  return escape(String(value));
}

const escape = (text: string) => text.replace(/[<>&"\r]/g, (char) => `&#${char.charCodeAt(0)};`);
