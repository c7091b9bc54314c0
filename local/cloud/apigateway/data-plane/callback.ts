// The `@connections` API: functions post to a client, look at it, or close it.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError } from "../../errors.ts";
import type { Principal } from "../../iam/iam.ts";
import type { ApiHost } from "./api-host.ts";
import { CLOSED_BY_BACKEND } from "./close-status.ts";
import { type Connection, gone } from "./connection.ts";
import { createRequestId, isConnectionId } from "./identifiers.ts";
import { reportRefusal } from "./report.ts";

interface Target {
  stage: string;
  connectionId: string;
}

interface Reply {
  status: number;
  body?: string;
  /** AWS's error type, by which SDKs know an error. */
  errorType?: string;
}

const ACTIONS: Record<string, string> = {
  POST: "PostToConnection",
  GET: "GetConnection",
  DELETE: "DeleteConnection",
};

export async function handleCallback(
  host: ApiHost,
  request: IncomingMessage,
  response: ServerResponse,
  path: { stage: string; connectionId?: string },
) {
  const { clock, random, events } = host.gateway.context;
  const startedAt = clock.now();
  const { stage, connectionId = "" } = path;
  const body = await readBody(request, host.gateway.limits.messageBytes);
  const reply = await perform(host, request, body, { stage, connectionId });
  const content = Buffer.from(reply.body ?? "");
  response.writeHead(reply.status, {
    ...(reply.errorType && { "x-amzn-errortype": reply.errorType }),
    ...(content.length > 0 && { "content-type": "application/json" }),
    ...(reply.status !== 204 && { "content-length": content.length }),
    "x-amzn-requestid": createRequestId(random),
  });
  response.end(content);
  events.emit({
    kind: "callback",
    at: clock.now(),
    api: host.configuration.api.apiId,
    stage,
    method: request.method ?? "",
    connectionId,
    status: reply.status,
    ms: clock.now() - startedAt,
    bytes: body?.length ?? 0,
  });
}

/** Posts are sent before the first wait in here, so that they keep the order in which they arrived: what a function
 * left behind does wait, until the function runs again. */
async function perform(
  host: ApiHost,
  request: IncomingMessage,
  body: Buffer | undefined,
  target: Target,
): Promise<Reply> {
  try {
    if (!body) throw new AwsError("PayloadTooLargeException", "the message is longer than 128 KB", 413);
    const frozen = host.gateway.lambda.awake(authorize(host, request, body, target));
    if (frozen) await frozen;
    const connection = find(host, target);
    return await act(connection, request.method, body);
  } catch (error) {
    const refusal = asAwsError(error);
    const { action = ACTIONS[request.method ?? ""] ?? "", code, message, status } = refusal;
    reportRefusal(host.gateway, action, refusal);
    // API Gateway writes it so when a policy refuses, and small otherwise.
    const words = refusal.action ? { Message: message } : { message };
    return { status, errorType: code, body: message && JSON.stringify(words) };
  }
}

/** Who calls, if it may. */
function authorize(
  host: ApiHost,
  { method = "", url = "", headers, socket }: IncomingMessage,
  body: Buffer,
  { stage, connectionId }: Target,
): Principal {
  const { iam } = host.gateway;
  if (!host.reach(stage)) throw new AwsError("ForbiddenException", "Forbidden", 403);
  if (!host.gateway.quotas.admitsRequest()) {
    throw new AwsError("LimitExceededException", "Too Many Requests", 429);
  }
  const principal = iam.authenticate({ method, url, headers, body }, "execute-api");
  iam.authorize({
    principal,
    action: "execute-api:ManageConnections",
    resource: `${host.configuration.api.executionArn}/${stage}/${method}/@connections/${connectionId}`,
    context: () => ({ "aws:SourceIp": socket.remoteAddress, "aws:UserAgent": headers["user-agent"] }),
  });
  return principal;
}

function find(host: ApiHost, { stage, connectionId }: Target): Connection {
  if (!isConnectionId(connectionId)) {
    throw new AwsError("BadRequestException", `Invalid connectionId: ${connectionId}`, 400);
  }
  const connection = host.connection(stage, connectionId);
  if (!connection) throw gone();
  return connection;
}

async function act(connection: Connection, method: string | undefined, body: Buffer): Promise<Reply> {
  switch (method) {
    case "POST":
      await connection.send(body);
      return { status: 200 };
    case "GET":
      return { status: 200, body: JSON.stringify(describe(connection)) };
    case "DELETE":
      connection.close(CLOSED_BY_BACKEND);
      return { status: 204 };
    default:
      throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  }
}

function describe({ session, lastActiveAt }: Connection) {
  return {
    connectedAt: new Date(session.connectedAt).toISOString(),
    identity: session.identity,
    lastActiveAt: new Date(lastActiveAt).toISOString(),
  };
}

/**
 * Never resolves when the caller goes before it has sent all: nobody is left to answer.
 * @returns undefined when it is longer than `limit` bytes; it is read to its end, so that the caller hears of it
 */
function readBody(request: IncomingMessage, limit: number) {
  return new Promise<Buffer | undefined>((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on("end", () => resolve(length <= limit ? Buffer.concat(chunks) : undefined));
    request.on("error", () => request.destroy());
  });
}

function asAwsError(error: unknown) {
  return error instanceof AwsError ? error : new AwsError("InternalFailure", String(error), 500);
}
