// A client has gone: the $disconnect function hears of it, whoever closed.
import type { ApiHost } from "./api-host.ts";
import type { CloseStatus } from "./close-status.ts";
import { disconnectEvent } from "./event.ts";
import { createRequestId } from "./identifiers.ts";
import { callIntegration } from "./integration.ts";
import { reportRoute } from "./report.ts";
import type { Session } from "./session.ts";

export async function disconnect({ gateway, configuration }: ApiHost, session: Session, reason: CloseStatus) {
  const { clock, random } = gateway.context;
  const startedAt = clock.now();
  const live = configuration.live(session.stage);
  const route = live?.deployment.routes.get("$disconnect");
  let status = 200;
  if (live && route) {
    const { stageVariables } = live.stage;
    const request = { requestId: createRequestId(random), at: startedAt, stageVariables };
    ({ status } = await callIntegration(gateway, live, route, disconnectEvent(session, request, reason)));
  }
  reportRoute(gateway, session, { route: "$disconnect", status, startedAt, bytes: 0 });
}
