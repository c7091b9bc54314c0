// A client has gone: the $disconnect function hears of it, whoever closed.
import type { ApiHost } from "./api-host.ts";
import type { CloseStatus } from "./close-status.ts";
import { disconnectEvent } from "./event.ts";
import { Exchange } from "./exchange.ts";
import { createRequestId } from "./identifiers.ts";
import { callIntegration } from "./integration.ts";
import type { Session } from "./session.ts";

export async function disconnect({ gateway, configuration }: ApiHost, session: Session, reason: CloseStatus) {
  const requestId = createRequestId(gateway.context.random);
  const live = configuration.live(session.stage);
  const route = live?.deployment.routes.get("$disconnect");
  const exchange = new Exchange(gateway, live, session, {
    ...{ eventType: "DISCONNECT", route: "$disconnect", requestId },
  });
  if (!live || !route) return exchange.end(200);
  const request = { requestId, at: exchange.startedAt, stageVariables: live.stage.stageVariables };
  const event = disconnectEvent(session, request, reason);
  const { status } = await exchange.measure(callIntegration(gateway, live, route, event));
  exchange.end(status);
}
