// Lists in pages: each says where the next one begins.
import { AwsError } from "../../errors.ts";
import type { XmlFields } from "../../query/xml.ts";
import { quantified } from "./answers.ts";

/** Items on a page, at most and unless said otherwise. */
const MAX_ITEMS = 100;

interface Listed<Item> {
  items: Item[];
  /** What the marker of the next page is. */
  idOf(item: Item): string;
  /** Name of each item. */
  name: string;
  describe(item: Item): XmlFields;
}

/** @throws AwsError InvalidArgument for MaxItems that are no number */
export function pageOf<Item>(
  query: URLSearchParams,
  { items, idOf, name, describe }: Listed<Item>,
): XmlFields {
  const marker = query.get("Marker") ?? "";
  const start = marker === "" ? 0 : items.findIndex((item) => idOf(item) === marker) + 1;
  const maxItems = maxItemsOf(query.get("MaxItems"));
  const page = items.slice(start, start + maxItems);
  const isTruncated = start + page.length < items.length;
  const last = page.at(-1);
  return {
    Marker: marker,
    ...(isTruncated && last !== undefined && { NextMarker: idOf(last) }),
    MaxItems: maxItems,
    IsTruncated: isTruncated,
    ...quantified(name, page.map(describe)),
  };
}

function maxItemsOf(text: string | null): number {
  if (text === null) return MAX_ITEMS;
  if (/^[1-9]\d*$/.test(text)) return Math.min(Number(text), MAX_ITEMS);
  throw new AwsError("InvalidArgument", `MaxItems is ${text}: give a number from 1 to ${MAX_ITEMS}.`);
}
