// A client connects: the upgrade is held until the $connect function has answered.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { LiveStage } from "../control-plane/live-stages.ts";
import type { ApiHost } from "./api-host.ts";
import { authorize } from "./authorization/authorize.ts";
import { LOST } from "./close-status.ts";
import { disconnect } from "./disconnect.ts";
import { connectEvent, type ConnectRequest } from "./event.ts";
import { Exchange } from "./exchange.ts";
import { FORBIDDEN, gatewayFrame, TOO_MANY_REQUESTS } from "./frames.ts";
import type { Gateway } from "./gateway.ts";
import { isHandshake, refuseUpgrade } from "./handshake.ts";
import { createConnectRequestId, createTraceId } from "./identifiers.ts";
import { callIntegration } from "./integration.ts";
import { parsePath } from "./path.ts";
import { reportRefusal } from "./report.ts";
import { createSession, type Session } from "./session.ts";

interface Verdict {
  status: number;
  /** What the gateway says when it refuses. */
  message?: string;
  subprotocol?: string;
}

export async function connect(host: ApiHost, request: IncomingMessage, socket: Duplex, head: Buffer) {
  const { gateway } = host;
  const path = parsePath(request.url ?? "");
  const session = createSession(request, path.stage, host.configuration.api, gateway.context);
  const requestId = createConnectRequestId(gateway.context.random, session.connectionId);
  // Nobody else listens while the upgrade is held, and an error without a listener ends the process.
  socket.on("error", () => socket.destroy());

  const live = path.unknown ? undefined : host.reach(path.stage);
  const verdict = live
    ? await judge(host, live, session, requestId, request)
    : refuse(host, 403, FORBIDDEN, `there is no deployed stage at ${request.url}`);

  const { status, message = STATUS_CODES[status] ?? "", subprotocol } = verdict;
  if (status < 200 || status > 299) {
    refuseUpgrade(socket, status, gatewayFrame(message, session.connectionId, requestId));
  } else if (!host.accept(session, request, socket, head, subprotocol)) {
    // The function has let the client in, so it must also hear that the client went meanwhile.
    await disconnect(host, session, LOST);
  }
}

async function judge(
  host: ApiHost,
  live: LiveStage,
  session: Session,
  requestId: string,
  handshake: IncomingMessage,
): Promise<Verdict> {
  const { gateway } = host;
  const exchange = new Exchange(gateway, live, session, {
    eventType: "CONNECT",
    route: "$connect",
    requestId,
  });
  const { startedAt } = exchange;
  const { stageVariables } = live.stage;
  const traceId = createTraceId(gateway.context.random, startedAt);
  const request = { requestId, at: startedAt, stageVariables, handshake, traceId };
  const verdict =
    turnAway(host, live, session, handshake) ??
    (await checkAuthorization(host, live, session, request)) ??
    (await askFunction(gateway, live, session, request, exchange));
  exchange.end(verdict.status, verdict.message);
  return verdict;
}

/** Refuses, or notes in the session who the client is. */
async function checkAuthorization(host: ApiHost, live: LiveStage, session: Session, request: ConnectRequest) {
  const decision = await authorize(host, live, session, request);
  if (decision.kind === "refused")
    return refuse(host, decision.status, decision.message, decision.why, decision.remedy);
  const { authorizer = session.authorizer, identity = session.identity } = decision.known;
  Object.assign(session, { authorizer, identity });
}

async function askFunction(
  gateway: Gateway,
  live: LiveStage,
  session: Session,
  request: ConnectRequest,
  exchange: Exchange,
): Promise<Verdict> {
  const route = live.deployment.routes.get("$connect");
  if (!route) return { status: 200 };
  return exchange.measure(callIntegration(gateway, live, route, connectEvent(session, request)));
}

/** Refuses what nobody has to be asked about. */
function turnAway(host: ApiHost, live: LiveStage, { stage }: Session, request: IncomingMessage) {
  const { limits, quotas } = host.gateway;
  if (!isHandshake(request)) return refuse(host, 400, "Bad Request", "the WebSocket handshake is malformed");
  if (urlOnAws(host, request).length > limits.urlCharacters) {
    return refuse(host, 414, "URI Too Long", `the URL is longer than ${limits.urlCharacters} characters`);
  }
  if (!live.throttles.admits("$connect")) {
    return refuse(host, 429, TOO_MANY_REQUESTS, `the throttle of ${stage} is used up`);
  }
  if (!quotas.admitsConnect()) {
    return refuse(host, 429, TOO_MANY_REQUESTS, "the account's quota of connects per second is used up");
  }
  return undefined;
}

/** Names of hosts are longer there, and what passes here has to pass there. */
function urlOnAws({ gateway, configuration }: ApiHost, { url }: IncomingMessage) {
  return `wss://${configuration.api.apiId}.execute-api.${gateway.context.region}.amazonaws.com${url}`;
}

function refuse(
  { gateway }: ApiHost,
  status: number,
  message: string,
  why: string,
  remedy?: string,
): Verdict {
  reportRefusal(gateway, "connect", { code: message, message: why, remedy });
  return { status, message };
}
