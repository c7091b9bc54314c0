// Whether a client that may connect also has an API key, where $connect asks for one.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
import type { LiveStage } from "../../control-plane/live-stages.ts";
import type { ApiHost } from "../api-host.ts";
import type { ConnectRequest } from "../event.ts";
import { FORBIDDEN } from "../frames.ts";
import type { Session } from "../session.ts";
import { type Decision, type Granted, granted, refused } from "./decision.ts";

const HEADER = "x-api-key";

/** @param known what authorization has found out of the client */
export function checkApiKey(
  { gateway }: ApiHost,
  { stage: { stageName }, deployment: { keySource } }: LiveStage,
  session: Session,
  { handshake }: ConnectRequest,
  known: Granted["known"],
): Decision {
  if (keySource === undefined) return granted(known);
  const value = keySource === "HEADER" ? handshake.headers[HEADER] : known.usageIdentifierKey;
  if (typeof value !== "string" || value === "") {
    return keySource === "HEADER"
      ? refused(
          403,
          FORBIDDEN,
          `the stage ${stageName} asks for an API key`,
          `send it in the header ${HEADER}`,
        )
      : refused(
          403,
          FORBIDDEN,
          `the stage ${stageName} asks for an API key, and the authorizer has given none`,
          "return the value of one as usageIdentifierKey beside principalId",
        );
  }
  const key = gateway.usagePlans.admits({ apiId: session.apiId, stage: stageName }, value);
  if (!key) {
    const why = `there is no such API key in a usage plan of the stage ${stageName}`;
    return refused(403, FORBIDDEN, why, "send the value of one that is enabled and in the plan");
  }
  const identity = { ...session.identity, ...known.identity, apiKey: key.value, apiKeyId: key.apiKeyId };
  return granted({ ...known, identity });
}
