// Calls a route's integration.
import type { LiveStage } from "../control-plane/live-stages.ts";
import type { DeployedRoute } from "../control-plane/deployments.ts";
import { type BackendCall, fail, type Outcome } from "./backends/backend.ts";
import type { Gateway } from "./gateway.ts";
import { readRequest } from "./mapping/request-data.ts";
import { missingParameters } from "./mapping/request-parameters.ts";

/** Calls before it returns, so that calls start in the order in which they are made. Never rejects. */
export async function callIntegration(
  gateway: Gateway,
  { stage }: LiveStage,
  { backend, required, replies, ...route }: DeployedRoute,
  event: string,
): Promise<Outcome> {
  const { executionArn, stageVariables } = stage;
  const { routeKey } = route;
  const sourceArn = `${executionArn}/${routeKey}`;
  // A client that goes hears nothing any more; one that comes is let in or not.
  const answered = routeKey === "$connect" || (replies && routeKey !== "$disconnect");
  const call: BackendCall = { gateway, ...route, sourceArn, event, stageVariables, answered };
  const missing = required.length > 0 ? missingParameters(required, readRequest(event)) : [];
  return missing.length > 0 ? refuse(call, missing) : backend(call);
}

/** The words are those of REST APIs; what AWS says in a handshake is not known. */
function refuse(call: BackendCall, missing: string[]) {
  const names = missing.map((parameter) => parameter.split(".").slice(3).join("."));
  const failure = { status: 400, message: `Missing required request parameters: [${names.join(", ")}]` };
  return fail(call, `the handshake lacks ${missing.join(", ")}`, "send it, or do not require it", failure);
}
