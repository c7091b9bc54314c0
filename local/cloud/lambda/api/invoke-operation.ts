// The operation Invoke: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
import { AwsError } from "../../errors.ts";
import type { ServiceResponse } from "../../front-door/service.ts";
import { parseFunctionArn } from "../function-arn.ts";
import { type InvokeResult, payloadOf } from "../invoke-result.ts";
import type { FunctionConfiguration } from "../lambda.ts";
import { createRequestId } from "../request-id.ts";
import type { LambdaRequest } from "./lambda-request.ts";

/** Of the log that comes with an answer. */
const MAX_TAIL_BYTES = 4096;

export async function invoke(call: LambdaRequest): Promise<ServiceResponse> {
  const { request, lambda, context, functionArn } = call;
  const { functionName, qualifier } = parseFunctionArn(context, functionArn);
  const resourcePolicy = lambda.getPolicy(functionName, qualifier);
  request.authorize({ action: "lambda:InvokeFunction", resource: functionArn, resourcePolicy });
  // A dry run too is told that it is not there.
  lambda.getFunction(functionName, qualifier);
  const invocation = {
    functionArn,
    payload: readPayload(request.body),
    requestId: createRequestId(context.random),
    caller: { principalArn: request.principal.arn },
  };
  const type = request.headers["x-amz-invocation-type"] ?? "RequestResponse";
  switch (type) {
    case "RequestResponse": {
      const { version, result } = lambda.start(invocation);
      return answer(call, { requestId: invocation.requestId, version }, await result);
    }
    case "Event":
      lambda.invokeAsync(invocation);
      return { status: 202, headers: { "x-amzn-requestid": invocation.requestId }, body: Buffer.alloc(0) };
    case "DryRun":
      return { status: 204, headers: {}, body: Buffer.alloc(0) };
    default:
      throw new AwsError(
        "InvalidParameterValueException",
        `The invocation type must be RequestResponse, Event or DryRun, not ${String(type)}`,
      );
  }
}

function answer(
  call: LambdaRequest,
  { requestId, version }: { requestId: string; version: FunctionConfiguration },
  result: InvokeResult,
): ServiceResponse {
  const wantsTail = call.request.headers["x-amz-log-type"] === "Tail";
  return {
    status: 200,
    headers: {
      "content-type": "application/json",
      "x-amzn-requestid": requestId,
      "x-amz-executed-version": version.version,
      ...(result.kind === "failed" && { "x-amz-function-error": "Unhandled" }),
      ...(wantsTail && { "x-amz-log-result": logTail(call, version, requestId) }),
    },
    body: Buffer.from(payloadOf(result)),
  };
}

/** No payload stands for an empty event. */
function readPayload(body: Buffer): string {
  if (body.length === 0) return "{}";
  const payload = body.toString("utf8");
  try {
    JSON.parse(payload);
    return payload;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError(
      "InvalidRequestContentException",
      `Could not parse request body into json: Could not parse payload into json: ${reason}`,
    );
  }
}

/** The last lines of the invocation, whose environment wrote nothing else in between. */
function logTail(
  { logs }: LambdaRequest,
  { loggingConfig }: FunctionConfiguration,
  requestId: string,
): string {
  const events = logs.getLogEvents(loggingConfig.logGroup);
  const isOwn = ({ message }: { message: string }) => message.includes(requestId);
  const stream = events.findLast(isOwn)?.logStreamName;
  const written = events.filter(({ logStreamName }) => logStreamName === stream);
  const lines = written.slice(written.findIndex(isOwn), written.findLastIndex(isOwn) + 1);
  const text = lines.map(({ message }) => `${message}\n`).join("");
  return Buffer.from(text).subarray(-MAX_TAIL_BYTES).toString("base64");
}
