// The events of a WebSocket API, as far as we read them.
import type { APIGatewayProxyEvent, APIGatewayProxyWebsocketEventV2 } from "aws-lambda";
import type { User } from "../../protocol/server-frames.ts";
import type { Handshake } from "../domain/admission.ts";

/** A message: `requestContext` and `body`. */
export type MessageEvent = APIGatewayProxyWebsocketEventV2;

/** `$connect`: the handshake's headers as well, and what an authorizer said where there is one. */
export type ConnectEvent = MessageEvent &
  Pick<APIGatewayProxyEvent, "headers" | "multiValueHeaders"> & {
    requestContext: { authorizer?: Record<string, unknown> };
  };

/** `$disconnect`: why the connection ended as well. */
export type DisconnectEvent = MessageEvent;

/** Reads the handshake of a `$connect` event. */
export function parseHandshake(event: ConnectEvent): Handshake {
  const { connectionId, connectedAt, authorizer } = event.requestContext;
  const user = authorizer && userOf(authorizer);
  return {
    connectionId,
    connectedAt,
    origins: headerValues(event, "origin"),
    protocols: headerValues(event, "sec-websocket-protocol").flatMap(commaSeparated),
    ...(user && { user }),
  };
}

/** The principal, by the name that the authorizer adds if it knows one. */
function userOf({ principalId, name }: Record<string, unknown>): User | undefined {
  if (typeof principalId !== "string" || principalId === "") return undefined;
  return { id: principalId, name: typeof name === "string" && name !== "" ? name : principalId };
}

/** The parts of a list such as `a, b`, without the empty ones. */
export function commaSeparated(list: string) {
  return list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Header names keep the case in which the client, or a proxy before us, wrote them. */
function headerValues({ multiValueHeaders }: ConnectEvent, name: string): string[] {
  return Object.entries(multiValueHeaders ?? {})
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, values]) => values ?? []);
}
