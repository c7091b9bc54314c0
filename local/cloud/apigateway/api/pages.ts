// Lists in pages: a token says where the next one starts.
import { badRequest } from "../errors.ts";

/**
 * Those of REST APIs, since AWS gives none for these: https://docs.aws.amazon.com/apigateway/latest/api/API_GetRestApis.html
 */
const DEFAULT_RESULTS = 25;
const MAX_RESULTS = 500;

/** @throws AwsError BadRequestException */
export function pageOf(all: object[], query: URLSearchParams): { items: object[]; nextToken?: string } {
  const start = wholeNumber(query, "nextToken", 0);
  const maxResults = wholeNumber(query, "maxResults", DEFAULT_RESULTS);
  if (maxResults < 1 || maxResults > MAX_RESULTS) {
    throw badRequest(`maxResults is from 1 to ${MAX_RESULTS}, not ${maxResults}`);
  }
  const end = start + maxResults;
  return { items: all.slice(start, end), ...(end < all.length && { nextToken: String(end) }) };
}

function wholeNumber(query: URLSearchParams, name: string, otherwise: number) {
  const text = query.get(name);
  if (text === null) return otherwise;
  if (!/^\d+$/.test(text)) throw badRequest(`the ${name} "${text}" is not valid`);
  return Number(text);
}
