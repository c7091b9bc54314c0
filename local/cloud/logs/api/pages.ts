// Lists in pages: a token says where the next one starts.
import { invalid, type LogsRequest } from "./logs-request.ts";

/** @param max most that one page holds, by AWS's documentation of the operation */
export function pageOf<T>(all: T[], call: LogsRequest, max: number): { items: T[]; nextToken?: string } {
  const token = call.string("nextToken") ?? "0";
  if (!/^\d+$/.test(token)) throw invalid("The specified nextToken is invalid.");
  const start = Number(token);
  const end = start + call.limit(max);
  return { items: all.slice(start, end), ...(end < all.length && { nextToken: String(end) }) };
}
