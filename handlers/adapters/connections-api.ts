// Posts to WebSockets through API Gateway's `@connections`. Needs execute-api:ManageConnections for POST.
import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { POSTS_IN_FLIGHT } from "../domain/broadcast.ts";
import type { PostOutcome, Transport } from "../domain/ports.ts";

/** The domain retries by itself: with the deadline in view, and only what can succeed. */
const ATTEMPTS = 1;

/**
 * @param endpoint URL of the stage, such as `https://{api}.execute-api.{region}.amazonaws.com/{stage}`. From
 *   the configuration, not from the event: behind a custom domain the event names the domain, where there is
 *   no `@connections`. https://github.com/aws-samples/simple-websockets-chat-app/issues/40
 */
export function connectionsApi(endpoint: string): Transport {
  // By itself the SDK opens 50 sockets and lets the other posts wait in silence.
  const agent = { maxSockets: POSTS_IN_FLIGHT };
  const client = new ApiGatewayManagementApiClient({
    endpoint,
    maxAttempts: ATTEMPTS,
    requestHandler: { httpsAgent: agent, httpAgent: agent },
  });
  return {
    async post(ConnectionId, frame, withinMs) {
      try {
        const command = new PostToConnectionCommand({ ConnectionId, Data: frame });
        await client.send(command, { abortSignal: AbortSignal.timeout(Math.ceil(withinMs)) });
        return { kind: "delivered" };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

function outcomeOf(error: unknown): PostOutcome {
  if (!(error instanceof Error)) return { kind: "failed", retry: false, reason: String(error) };
  if (isGone(error)) return { kind: "gone" };
  const status = statusOf(error);
  const retry = status === undefined ? isNetworkError(error) : status === 429 || status >= 500;
  return { kind: "failed", retry, reason: error.name };
}

/** Whether the SDK's error says that the connection is closed for good. */
export function isGone(error: Error) {
  // By status as well: a 410 without the header that names its type becomes an error called "Unknown".
  return error.name === "GoneException" || statusOf(error) === 410;
}

function statusOf(error: Error) {
  const metadata = "$metadata" in error ? error.$metadata : undefined;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}

/** Node gives a `code`, such as ECONNRESET, to what goes wrong with a socket. */
function isNetworkError(error: Error) {
  return "code" in error && typeof error.code === "string";
}
