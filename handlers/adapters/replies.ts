// From what a route decided, or failed at, to the result that API Gateway understands.
import type { APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { ProtocolError } from "../../protocol/errors.ts";
import { labelsOf } from "../../protocol/parse-client-frame.ts";
import type { ErrorFrame, ServerFrame } from "../../protocol/server-frames.ts";
import { HandshakeError } from "../domain/errors.ts";
import type { Connection, Log } from "../domain/ports.ts";
import type { ConnectEvent, MessageEvent } from "./events.ts";

type Result = APIGatewayProxyStructuredResultV2;

/** Lets the WebSocket open, in the sub-protocol that the connection opted in to. */
export function accept({ protocol }: Connection): Result {
  return { statusCode: 200, ...(protocol && { headers: { "Sec-WebSocket-Protocol": protocol } }) };
}

/** Answers with nothing but success. */
export const done: Result = { statusCode: 200 };

/** Sends `frame` to the sender through the route response; without a frame, nothing. */
export function reply(frame: ServerFrame | undefined): Result {
  return { statusCode: 200, ...(frame && { body: JSON.stringify(frame) }) };
}

/**
 * A route of `$connect` or `$disconnect`, whose answer is a status. A refused handshake answers its own;
 * whatever else goes wrong is logged and answers 500.
 */
export function withStatus<Event extends ConnectEvent | MessageEvent>(
  log: Log,
  route: (event: Event) => Promise<Result>,
) {
  return async (event: Event): Promise<Result> => {
    try {
      return await route(event);
    } catch (error) {
      logFault(log, event, error);
      return { statusCode: error instanceof HandshakeError ? error.status : 500 };
    }
  };
}

/**
 * A route of messages, whose answer is a frame. A refused frame is answered with an `error` frame, and so is
 * whatever else goes wrong, which is logged too: if the function threw, the gateway would answer in words of
 * its own.
 */
export function withFrames(log: Log, route: (event: MessageEvent, context: Context) => Promise<Result>) {
  return async (event: MessageEvent, context: Context): Promise<Result> => {
    try {
      return await route(event, context);
    } catch (error) {
      logFault(log, event, error);
      return reply(errorFrame(error, event.body));
    }
  };
}

function errorFrame(error: unknown, body: string | undefined): ErrorFrame {
  const { code, message: reason } = error instanceof ProtocolError ? error : new ProtocolError("internal");
  return { type: "error", code, reason, ...labelsOf(body) };
}

function logFault(log: Log, { requestContext }: MessageEvent, error: unknown) {
  const { connectionId, requestId, routeKey } = requestContext;
  const ids = { connectionId, requestId, routeKey };
  if (error instanceof ProtocolError) log.info("frame refused", { ...ids, code: error.code });
  else if (error instanceof HandshakeError) log.info("handshake refused", { ...ids, reason: error.message });
  else log.error("route failed", error, ids);
}
