// Functions as the backend of a route.
import { type Answer, callFunction, troubleOf } from "../call-function.ts";
import { INTERNAL_SERVER_ERROR, TIMED_OUT } from "../frames.ts";
import { parseProxyResponse } from "../proxy-response.ts";
import { reportRefusal } from "../report.ts";
import { type Backend, type BackendCall, fail, type Failure, withStageVariables } from "./backend.ts";
import type { MappedBackend } from "./mapped.ts";

/** What the client hears of a function without an answer. */
const FAILURES: Record<Exclude<Answer["kind"], "returned">, Failure> = {
  failed: { status: 502, message: INTERNAL_SERVER_ERROR },
  refused: { status: 500, message: INTERNAL_SERVER_ERROR },
  "timed-out": { status: 504, message: TIMED_OUT },
};

/** Of what a function returned in place of a proxy response: enough to recognise it. */
const SHOWN_CHARACTERS = 60;

/** `AWS_PROXY`: the function gets the event, and gives status and body. */
export const functionProxy = (functionArn: string): Backend => {
  return async (call) => {
    const answer = await callRouteFunction(call, functionArn, call.event);
    if (answer.kind !== "returned") return FAILURES[answer.kind];
    const response = parseProxyResponse(answer.payload);
    // Where the return value is dropped it need not be a proxy response.
    if (!call.answered) return { status: response?.statusCode ?? 200 };
    if (!response) {
      const returned = answer.payload.slice(0, SHOWN_CHARACTERS);
      return fail(call, `the function returned ${returned}`, "return { statusCode: 200 }", FAILURES.failed);
    }
    const { statusCode: status, body, subprotocol } = response;
    // What AWS does with a body that is no string is not known.
    return { status, body: typeof body === "string" ? body : undefined, subprotocol };
  };
};

/** `AWS`: the function gets what the template makes of the message; what it returns is mapped, too. */
export const mappedFunction = (functionArn: string): MappedBackend => {
  return async (call, _, body) => {
    const payload = body.toString() || "{}";
    if (!isJson(payload)) {
      return fail(call, "Lambda takes JSON, and what is sent to it is not JSON", "add a request template");
    }
    const answer = await callRouteFunction(call, functionArn, payload);
    switch (answer.kind) {
      case "returned":
        return { status: 200, headers: {}, body: Buffer.from(answer.payload), matched: undefined };
      case "failed": {
        const { errorMessage, errorType, trace } = answer;
        const error = Buffer.from(JSON.stringify({ errorMessage, errorType, trace }));
        return { status: FAILURES.failed.status, headers: {}, body: error, matched: errorMessage };
      }
      default:
        return FAILURES[answer.kind];
    }
  };
};

async function callRouteFunction(call: BackendCall, functionArn: string, payload: string) {
  const { gateway, routeKey, sourceArn, stageVariables, timeoutMs } = call;
  const request = {
    functionArn: withStageVariables(functionArn, stageVariables),
    sourceArn,
    payload,
    timeoutMs,
  };
  const answer = await callFunction(gateway, request);
  if (answer.kind !== "returned") {
    const { why, remedy } = troubleOf(answer, request);
    reportRefusal(gateway, routeKey, { code: INTERNAL_SERVER_ERROR, message: why, remedy });
  }
  return answer;
}

function isJson(text: string) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
