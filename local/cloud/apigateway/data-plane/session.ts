// What is known of a client from its handshake and stays so until it goes.
import type { IncomingMessage } from "node:http";
import type { CloudContext } from "../../context.ts";
import { sourceIpOf } from "../../http/source-ip.ts";
import type { Api } from "../control-plane/api.ts";
import { createConnectionId } from "./identifiers.ts";

export interface Session {
  connectionId: string;
  /** Milliseconds since the Unix epoch. */
  connectedAt: number;
  apiId: string;
  stage: string;
  /** `host:port`, so that `https://{domainName}/{stage}` is an endpoint for the SDK. */
  domainName: string;
  identity: Identity;
  /** What an authorizer said of the client, which all later events tell. */
  authorizer?: Record<string, string | number>;
}

interface Identity {
  userAgent?: string;
  sourceIp: string;
  /** These only of a client that needed an API key. */
  apiKey?: string;
  apiKeyId?: string;
  /** These only of a client that signed its handshake. */
  accessKey?: string;
  accountId?: string;
  userArn?: string;
}

export function createSession(
  request: IncomingMessage,
  stage: string,
  { apiId, apiEndpoint }: Api,
  { clock, random }: CloudContext,
): Session {
  const userAgent = request.headers["user-agent"];
  return {
    connectionId: createConnectionId(random),
    connectedAt: clock.now(),
    apiId,
    stage,
    domainName: new URL(apiEndpoint).host,
    identity: { ...(userAgent && { userAgent }), sourceIp: sourceIpOf(request) },
  };
}
