// Tells the event stream what the gateway did.
import type { Gateway } from "./gateway.ts";
import type { Session } from "./session.ts";

/** @param request.startedAt milliseconds since the Unix epoch */
export function reportRoute(
  { context }: Gateway,
  { apiId, stage, connectionId }: Session,
  { startedAt, ...request }: { route: string; status: number; startedAt: number; bytes: number },
) {
  const at = context.clock.now();
  context.events.emit({
    kind: "route",
    at,
    api: apiId,
    stage,
    connectionId,
    ms: at - startedAt,
    ...request,
  });
}

/** @param action what was asked for, such as `connect` or `PostToConnection` */
export function reportRefusal(
  { context }: Gateway,
  action: string,
  { code, message }: { code: string; message: string },
  service = "apigateway",
) {
  context.events.emit({ kind: "refusal", at: context.clock.now(), service, action, code, message });
}
