// Calls a route's function within the integration's time.
import { AwsError } from "../../errors.ts";
import type { LiveStage } from "../control-plane/api-configuration.ts";
import type { DeployedRoute } from "../control-plane/deployments.ts";
import { INTERNAL_SERVER_ERROR, TIMED_OUT } from "./frames.ts";
import type { Gateway } from "./gateway.ts";
import { parseProxyResponse, type ProxyResponse } from "./proxy-response.ts";
import { reportRefusal } from "./report.ts";

export type Answer =
  /** The function returned; `payload` is JSON text. */
  | { kind: "returned"; payload: string }
  /** The function failed. */
  | { kind: "failed" }
  /** The function could not be called at all. */
  | { kind: "refused" }
  | { kind: "timed-out" };

/** The function's response, or what the gateway says in its place. */
export type Outcome = { status: number; response: ProxyResponse } | { status: number; message: string };

/** Calls before it returns, so that calls start in the order in which they are made. Never rejects. */
export function callIntegration(
  gateway: Gateway,
  { stage }: LiveStage,
  { routeKey, integration }: DeployedRoute,
  payload: string,
): Promise<Answer> {
  const { lambda, context } = gateway;
  const { functionArn, timeoutInMillis } = integration;
  return new Promise((resolve) => {
    const timer = context.clock.after(timeoutInMillis, () => resolve({ kind: "timed-out" }));
    const settle = (answer: Answer) => {
      timer.cancel();
      resolve(answer);
    };
    const sourceArn = `${stage.executionArn}/${routeKey}`;
    lambda.invoke({ functionArn, payload, caller: { service: "apigateway.amazonaws.com", sourceArn } }).then(
      (result) => settle(result.kind === "returned" ? result : { kind: "failed" }),
      (error: unknown) => {
        reportRefusal(gateway, "InvokeFunction", asAwsError(error), "lambda");
        settle({ kind: "refused" });
      },
    );
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

function asAwsError(error: unknown) {
  return error instanceof AwsError ? error : new AwsError("ServiceException", String(error), 500);
}
