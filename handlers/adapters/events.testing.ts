// Events and contexts as API Gateway and Lambda make them, for tests.
import type { Context } from "aws-lambda";
import type { ConnectEvent, MessageEvent } from "./events.ts";

type RequestContext = MessageEvent["requestContext"];

/** Milliseconds since the Unix epoch at which every connection of these events was made. */
export const CONNECTED_AT = Date.UTC(2026, 0, 1);

function requestContext(
  eventType: RequestContext["eventType"],
  routeKey: string,
  connectionId: string,
): RequestContext {
  return {
    routeKey,
    messageId: "JRsQ4cbMIAMCJvw=",
    eventType,
    extendedRequestId: "JRsQ4GQZoAMFhYw=",
    requestTime: "01/Jan/2026:00:00:00 +0000",
    messageDirection: "IN",
    stage: "chat",
    connectedAt: CONNECTED_AT,
    requestTimeEpoch: CONNECTED_AT + 2,
    requestId: "JRsQ4GQZoAMFhYw=",
    domainName: "abcdefghij.execute-api.eu-central-1.amazonaws.com",
    connectionId,
    apiId: "abcdefghij",
  };
}

/** A `$connect` event with these headers. */
export function connectEvent(connectionId: string, headers: Record<string, string> = {}): ConnectEvent {
  const multiValueHeaders = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value]]),
  );
  return {
    headers,
    multiValueHeaders,
    requestContext: requestContext("CONNECT", "$connect", connectionId),
    isBase64Encoded: false,
  };
}

/** A `$disconnect` event. */
export function disconnectEvent(connectionId: string): MessageEvent {
  return {
    requestContext: requestContext("DISCONNECT", "$disconnect", connectionId),
    isBase64Encoded: false,
  };
}

/** A message of the client behind `connectionId`. */
export function messageEvent(connectionId: string, routeKey: string, body: string): MessageEvent {
  return { requestContext: requestContext("MESSAGE", routeKey, connectionId), body, isBase64Encoded: false };
}

/** The context of an invocation that has this long left. */
export function contextWith(remainingMs: number): Context {
  const unused = () => {
    throw new Error("the callback style ended with Node 22");
  };
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: "send",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:000000000000:function:send",
    memoryLimitInMB: "128",
    awsRequestId: "7b0f7c9e-7a43-4f4b-9df5-b9d1d0a6d9f3",
    logGroupName: "/aws/lambda/send",
    logStreamName: "2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef",
    getRemainingTimeInMillis: () => remainingMs,
    done: unused,
    fail: unused,
    succeed: unused,
  };
}
