// Finds what a client shows of itself in its handshake.
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { UnauthenticatedError } from "./errors.ts";

/**
 * Where a client may put its token or ticket.
 *
 * - `sub-protocol`: among the offered ones, as `bearer.{token}` or `ticket.{ticket}`; what a browser can send without
 *   it showing in a URL.
 * - `query`: `?token={token}` or `?ticket={ticket}`. URLs end up in logs, so only tickets are safe there.
 * - `header`: `Authorization: Bearer {token}`, for clients that are no browsers.
 */
export type CredentialPlace = "sub-protocol" | "query" | "header";

export interface Credential {
  kind: "token" | "ticket";
  value: string;
}

type Handshake = Pick<
  APIGatewayRequestAuthorizerEvent,
  "multiValueHeaders" | "multiValueQueryStringParameters"
>;

const FINDERS: Record<CredentialPlace, (handshake: Handshake) => Credential[]> = {
  "sub-protocol": (handshake) =>
    headerValues(handshake, "sec-websocket-protocol")
      .flatMap((list) => list.split(","))
      .flatMap((protocol) => [
        ...matching(/^bearer\.(.+)$/, "token", protocol.trim()),
        ...matching(/^ticket\.(.+)$/, "ticket", protocol.trim()),
      ]),
  query: ({ multiValueQueryStringParameters: query }) =>
    (["token", "ticket"] as const).flatMap((kind) => (query?.[kind] ?? []).map((value) => ({ kind, value }))),
  header: (handshake) =>
    headerValues(handshake, "authorization").flatMap((value) => matching(/^Bearer +(\S+)$/i, "token", value)),
};

/**
 * The one credential in the places.
 * @throws UnauthenticatedError for none, and for several: nobody would know which of them counts
 */
export function credentialOf(handshake: Handshake, places: CredentialPlace[]): Credential {
  const [credential, ...others] = places.flatMap((place) => FINDERS[place](handshake));
  if (!credential) throw new UnauthenticatedError(`no token or ticket in ${places.join(", ")}`);
  if (others.length > 0) throw new UnauthenticatedError("more than one token or ticket");
  return credential;
}

/** Header names keep the case in which the client, or a proxy before us, wrote them. */
export function headerValues({ multiValueHeaders }: Pick<Handshake, "multiValueHeaders">, name: string) {
  return Object.entries(multiValueHeaders ?? {})
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, values]) => values ?? []);
}

function matching(pattern: RegExp, kind: Credential["kind"], text: string): Credential[] {
  const value = pattern.exec(text)?.[1];
  return value === undefined ? [] : [{ kind, value }];
}
