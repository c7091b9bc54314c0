// Lists that are given out a part at a time.
import type { LambdaRequest } from "./lambda-request.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
const MAX_ITEMS = 50;

/** The part of a list that a call asks for, and what the next call has to say for the rest. */
export function pageOf<Item>({ query }: Pick<LambdaRequest, "query">, all: Item[]) {
  const start = Number(query.get("Marker") ?? 0);
  const end = start + Math.min(Number(query.get("MaxItems") ?? MAX_ITEMS), MAX_ITEMS);
  return { items: all.slice(start, end), ...(end < all.length && { NextMarker: String(end) }) };
}
