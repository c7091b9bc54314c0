// Lists in pages: a marker says where the next one starts.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
import { validationError } from "../../query/errors.ts";
import type { QueryRequest } from "../../query/query-request.ts";
import type { XmlFields, XmlValue } from "../../query/xml.ts";

const DEFAULT_ITEMS = 100;
const MAX_ITEMS = 1000;

/** @param name of the list in the answer */
export function pageOf(call: QueryRequest, name: string, all: XmlValue[]): XmlFields {
  const marker = call.optional("Marker") ?? "0";
  if (!/^\d+$/.test(marker)) throw validationError(`Invalid Marker: ${marker}`);
  const start = Number(marker);
  const end = start + (call.integer("MaxItems", 1, MAX_ITEMS) ?? DEFAULT_ITEMS);
  const isTruncated = end < all.length;
  return {
    [name]: all.slice(start, end),
    IsTruncated: isTruncated,
    Marker: isTruncated ? String(end) : undefined,
  };
}
