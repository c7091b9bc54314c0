// Frames the gateway sends by itself. The spacing is AWS's own:
// https://github.com/aws-samples/simple-websockets-chat-app/issues/42

/** What AWS says with a 401 or a 403 is not known; these are the texts of REST APIs. */
export const UNAUTHORIZED = "Unauthorized";
export const FORBIDDEN = "Forbidden";
export const INTERNAL_SERVER_ERROR = "Internal server error";
export const TIMED_OUT = "Endpoint request timed out";
/** What AWS sends for a throttled message is not known; this is the text of the refused upgrade. */
export const TOO_MANY_REQUESTS = "Too Many Requests";
export const BAD_REQUEST_BODY = "Bad request body";

/** What a client gets in place of an answer, letter by letter as the gateway writes it. */
export function gatewayFrame(message: string, connectionId: string, requestId: string) {
  return `{"message": "${message}", "connectionId":"${connectionId}", "requestId":"${requestId}"}`;
}

/** For a message that no model accepts. It names the message, where other frames name the request. */
export function badBodyFrame(connectionId: string, messageId: string) {
  return `{"message": "${BAD_REQUEST_BODY}", "connectionId":"${connectionId}", "messageId":"${messageId}"}`;
}
