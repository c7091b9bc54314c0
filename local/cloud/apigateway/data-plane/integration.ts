// Calls a route's function within the integration's time.
import type { LiveStage } from "../control-plane/api-configuration.ts";
import type { DeployedRoute } from "../control-plane/deployments.ts";
import { type Answer, callFunction, troubleOf } from "./call-function.ts";
import { INTERNAL_SERVER_ERROR, TIMED_OUT } from "./frames.ts";
import type { Gateway } from "./gateway.ts";
import { parseProxyResponse, type ProxyResponse } from "./proxy-response.ts";
import { reportRefusal } from "./report.ts";

/** The function's response, or what the gateway says in its place. */
export type Outcome = { status: number; response: ProxyResponse } | { status: number; message: string };

/** Calls before it returns, so that calls start in the order in which they are made. Never rejects. */
export function callIntegration(
  gateway: Gateway,
  { stage }: LiveStage,
  { routeKey, integration }: DeployedRoute,
  payload: string,
): Promise<Answer> {
  const { functionArn, timeoutInMillis: timeoutMs } = integration;
  const sourceArn = `${stage.executionArn}/${routeKey}`;
  const call = { functionArn, sourceArn, payload, timeoutMs };
  return callFunction(gateway, call).then((answer) => {
    if (answer.kind !== "returned") {
      const { why, remedy } = troubleOf(answer, call);
      reportRefusal(gateway, routeKey, { code: INTERNAL_SERVER_ERROR, message: why, remedy });
    }
    return answer;
  });
}

export function outcomeOf(answer: Answer): Outcome {
  switch (answer.kind) {
    case "returned": {
      const response = parseProxyResponse(answer.payload);
      return response
        ? { status: response.statusCode, response }
        : { status: 502, message: INTERNAL_SERVER_ERROR };
    }
    case "failed":
      return { status: 502, message: INTERNAL_SERVER_ERROR };
    case "refused":
      return { status: 500, message: INTERNAL_SERVER_ERROR };
    case "timed-out":
      return { status: 504, message: TIMED_OUT };
  }
}
