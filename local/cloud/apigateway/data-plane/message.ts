// A message arrives: which route it takes, and what goes back.
import { AwsError } from "../../errors.ts";
import type { LiveStage } from "../control-plane/live-stages.ts";
import type { DeployedRoute, Deployment } from "../control-plane/deployments.ts";
import type { ApiHost } from "./api-host.ts";
import { GOING_AWAY } from "./close-status.ts";
import type { Connection } from "./connection.ts";
import { messageEvent } from "./event.ts";
import { Exchange } from "./exchange.ts";
import { BAD_REQUEST_BODY, badBodyFrame, FORBIDDEN, gatewayFrame, TOO_MANY_REQUESTS } from "./frames.ts";
import { createMessageIds } from "./identifiers.ts";
import { callIntegration } from "./integration.ts";
import { reportRefusal } from "./report.ts";
import type { Session } from "./session.ts";

interface Result {
  status: number;
  /** What the gateway said in place of the integration. */
  error?: string;
  /** What the client is sent. */
  frame?: string;
}

interface Message {
  session: Session;
  body: string;
  exchange: Exchange;
  requestId: string;
  messageId: string;
}

/** The function is called before this returns: messages of a connection run at the same time, begun in order. */
export async function receive(host: ApiHost, connection: Connection, body: string) {
  const { gateway, configuration } = host;
  const live = configuration.live(connection.session.stage);
  if (!live) return connection.close(GOING_AWAY);
  const { session } = connection;
  const ids = createMessageIds(gateway.context.random, session.connectionId);
  const route = selectRoute(live.deployment, body);
  const exchange = new Exchange(gateway, live, session, {
    ...{ eventType: "MESSAGE", route: route?.routeKey ?? "", ...ids },
    bytes: Buffer.byteLength(body),
  });
  const { status, error, frame } = await answer(host, live, route, { session, body, exchange, ...ids });
  exchange.end(status, error);
  if (frame) await reply(host, connection, frame);
}

/** The route whose key the message names, or `$default`; a message cannot ask for `$connect` or `$disconnect`. */
function selectRoute({ select, routes }: Deployment, body: string) {
  const key = select(body);
  const named = key === "$connect" || key === "$disconnect" ? undefined : routes.get(key ?? "$default");
  return named ?? routes.get("$default");
}

async function answer(
  { gateway }: ApiHost,
  live: LiveStage,
  route: DeployedRoute | undefined,
  { session, body, exchange, requestId, messageId }: Message,
): Promise<Result> {
  const { stage, throttles } = live;
  const say = (status: number, message: string): Result => ({
    status,
    error: message,
    frame: gatewayFrame(message, session.connectionId, requestId),
  });
  const refuse = (status: number, message: string, why: string) => {
    reportRefusal(gateway, "message", { code: message, message: why });
    return say(status, message);
  };

  if (!route) {
    return refuse(
      403,
      FORBIDDEN,
      `no route of the stage ${stage.stageName} takes it, and there is no $default`,
    );
  }
  const { routeKey, replies } = route;
  if (!throttles.admits(routeKey)) {
    return refuse(429, TOO_MANY_REQUESTS, `the throttle of the route ${routeKey} is used up`);
  }
  if (!gateway.quotas.admitsRequest()) {
    return refuse(429, TOO_MANY_REQUESTS, "the account's quota of requests per second is used up");
  }
  const wrong = route.check(body);
  if (wrong) {
    reportRefusal(gateway, "message", { code: BAD_REQUEST_BODY, message: `${wrong} (route ${routeKey})` });
    return { status: 400, error: BAD_REQUEST_BODY, frame: badBodyFrame(session.connectionId, messageId) };
  }
  const request = { requestId, at: exchange.startedAt, stageVariables: stage.stageVariables };
  const event = messageEvent(session, request, { routeKey, messageId, body });
  const outcome = await exchange.measure(callIntegration(gateway, live, route, event));
  if ("message" in outcome) return say(outcome.status, outcome.message);
  // No frame without text: what AWS does with an empty body is not known.
  return { status: outcome.status, frame: replies ? outcome.body || undefined : undefined };
}

async function reply({ gateway }: ApiHost, connection: Connection, frame: string) {
  try {
    await connection.send(frame);
  } catch (error) {
    // The client went while its function ran: nobody is left to answer.
    if (!(error instanceof AwsError)) throw error;
    if (error.code !== "GoneException") reportRefusal(gateway, "reply", error);
  }
}
