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

/**
 * @param action what was asked for, such as `connect` or `PostToConnection`
 * @param refusal.remedy what to do about it, in one line
 */
export function reportRefusal(
  { context }: Gateway,
  action: string,
  { code, message, remedy }: { code: string; message: string; remedy?: string },
  service = "apigateway",
) {
  const refusal = { service, action, code, message, ...(remedy && { remedy }) };
  context.events.emit({ kind: "refusal", at: context.clock.now(), ...refusal });
}
