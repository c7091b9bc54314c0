// Whether a client may connect at all, before its $connect function is asked.
import type { LiveStage } from "../../control-plane/live-stages.ts";
import type { ApiHost } from "../api-host.ts";
import type { ConnectRequest } from "../event.ts";
import type { Session } from "../session.ts";
import { checkApiKey } from "./api-key.ts";
import { type Decision, granted } from "./decision.ts";
import { askAuthorizer } from "./lambda-authorizer.ts";
import { checkSignature } from "./signed-handshake.ts";

export async function authorize(
  host: ApiHost,
  live: LiveStage,
  session: Session,
  request: ConnectRequest,
): Promise<Decision> {
  const decision = await identify(host, live, session, request);
  if (decision.kind === "refused") return decision;
  return checkApiKey(host, live, session, request, decision.known);
}

function identify(
  host: ApiHost,
  { stage, deployment: { authorization } }: LiveStage,
  session: Session,
  request: ConnectRequest,
): Decision | Promise<Decision> {
  const methodArn = `${stage.executionArn}/$connect`;
  switch (authorization.type) {
    case "NONE":
      return granted();
    case "AWS_IAM":
      return checkSignature(host.gateway, session, request, methodArn);
    case "CUSTOM":
      return askAuthorizer(host, authorization.authorizer, session, request, methodArn);
  }
}
