// The events that functions receive, key for key as AWS sends them today.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
import type { IncomingMessage } from "node:http";
import type { CloseStatus } from "./close-status.ts";
import { authorizerHeaders, integrationHeaders, queryMaps } from "./headers.ts";
import type { Session } from "./session.ts";

/** One call of an integration. */
export interface IntegrationRequest {
  requestId: string;
  /** Milliseconds since the Unix epoch. */
  at: number;
  stageVariables?: Record<string, string>;
}

/** The request that opens a connection. */
export interface ConnectRequest extends IntegrationRequest {
  handshake: IncomingMessage;
  traceId: string;
}

export type AuthorizerEvent = ReturnType<typeof authorizerEvent>;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** An authorizer gets maps even where there is nothing to put in them. */
export function authorizerEvent(session: Session, request: ConnectRequest, methodArn: string) {
  const headers = authorizerHeaders(request.handshake, request.traceId);
  const query = queryMaps(request.handshake.url ?? "");
  return {
    type: "REQUEST",
    methodArn,
    headers: headers.single,
    multiValueHeaders: headers.multi,
    queryStringParameters: query?.single ?? {},
    multiValueQueryStringParameters: query?.multi ?? {},
    stageVariables: request.stageVariables ?? {},
    requestContext: connectContext(session, request),
  };
}

/** @returns JSON text */
export function connectEvent(session: Session, request: ConnectRequest) {
  const headers = integrationHeaders(request.handshake, request.traceId);
  const query = queryMaps(request.handshake.url ?? "");
  return JSON.stringify({
    headers: headers.single,
    multiValueHeaders: headers.multi,
    queryStringParameters: query?.single,
    multiValueQueryStringParameters: query?.multi,
    stageVariables: request.stageVariables,
    requestContext: connectContext(session, request),
    isBase64Encoded: false,
  });
}

const connectContext = (session: Session, request: IntegrationRequest) => ({
  routeKey: "$connect",
  authorizer: session.authorizer,
  eventType: "CONNECT",
  ...start(request),
  ...rest(session, request),
});

/** @returns JSON text */
export function messageEvent(
  session: Session,
  request: IntegrationRequest,
  message: { routeKey: string; messageId: string; body: string },
) {
  return JSON.stringify({
    stageVariables: request.stageVariables,
    requestContext: {
      routeKey: message.routeKey,
      authorizer: session.authorizer,
      messageId: message.messageId,
      eventType: "MESSAGE",
      ...start(request),
      ...rest(session, request),
    },
    body: message.body,
    isBase64Encoded: false,
  });
}

/** @returns JSON text */
export function disconnectEvent(session: Session, request: IntegrationRequest, status: CloseStatus) {
  const { domainName } = session;
  return JSON.stringify({
    headers: { Host: domainName, "x-api-key": "", "X-Forwarded-For": "", "x-restapi": "" },
    multiValueHeaders: { Host: [domainName], "x-api-key": [""], "X-Forwarded-For": [""], "x-restapi": [""] },
    stageVariables: request.stageVariables,
    requestContext: {
      routeKey: "$disconnect",
      authorizer: session.authorizer,
      disconnectStatusCode: status.code,
      eventType: "DISCONNECT",
      ...start(request),
      disconnectReason: status.reason,
      ...rest(session, request),
    },
    isBase64Encoded: false,
  });
}

function start({ requestId, at }: IntegrationRequest) {
  return { extendedRequestId: requestId, requestTime: clfTime(at), messageDirection: "IN" };
}

function rest(session: Session, { requestId, at }: IntegrationRequest) {
  return {
    stage: session.stage,
    connectedAt: session.connectedAt,
    requestTimeEpoch: at,
    identity: session.identity,
    requestId,
    domainName: session.domainName,
    connectionId: session.connectionId,
    apiId: session.apiId,
  };
}

/** `01/Jan/2026:00:00:00 +0000` */
export function clfTime(at: number) {
  const iso = new Date(at).toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
