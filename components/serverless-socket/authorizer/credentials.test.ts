import { expect, test } from "vitest";
import { type CredentialPlace, credentialOf } from "./credentials.ts";

interface Sent {
  headers?: Record<string, string[]>;
  query?: Record<string, string[]>;
}

const find = ({ headers = {}, query = {} }: Sent, places: CredentialPlace[]) =>
  credentialOf({ multiValueHeaders: headers, multiValueQueryStringParameters: query }, places);

const EVERYWHERE: CredentialPlace[] = ["sub-protocol", "query", "header"];

test.each<[string, Sent, string]>([
  ["a sub-protocol", { headers: { "Sec-WebSocket-Protocol": ["app.v1, bearer.a.b.c"] } }, "token a.b.c"],
  [
    "sub-protocols in a header each",
    { headers: { "sec-websocket-protocol": ["app.v1", "bearer.abc"] } },
    "token abc",
  ],
  [
    "a ticket as sub-protocol",
    { headers: { "Sec-WebSocket-Protocol": ["ticket.xyz,app.v1"] } },
    "ticket xyz",
  ],
  ["a token in the query", { query: { token: ["abc"] } }, "token abc"],
  ["a ticket in the query", { query: { ticket: ["xyz"] } }, "ticket xyz"],
  ["the Authorization header", { headers: { AUTHORIZATION: ["bearer abc"] } }, "token abc"],
])("finds %s", (_place, sent, found) => {
  const { kind, value } = find(sent, EVERYWHERE);
  expect(`${kind} ${value}`).toBe(found);
});

test.each<[string, Sent, CredentialPlace[]]>([
  ["nothing at all", {}, EVERYWHERE],
  [
    "a sub-protocol without a token",
    { headers: { "Sec-WebSocket-Protocol": ["bearer., app.v1"] } },
    EVERYWHERE,
  ],
  ["another scheme", { headers: { Authorization: ["Basic YTpi"] } }, EVERYWHERE],
  ["a token in a place that does not count", { query: { token: ["abc"] } }, ["sub-protocol", "header"]],
  ["two tokens, of which nobody knows which counts", { query: { token: ["abc", "def"] } }, EVERYWHERE],
  ["a token and a ticket", { query: { token: ["abc"], ticket: ["xyz"] } }, EVERYWHERE],
])("refuses %s", (_mistake, sent, places) => {
  expect(() => find(sent, places)).toThrow(expect.objectContaining({ name: "UnauthenticatedError" }));
});
