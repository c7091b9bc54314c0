// Integrations that are no proxies: templates stand on the way to the backend and on the way back.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
import { type BackendAnswer, selectResponse } from "../mapping/integration-response.ts";
import { readRequest, type RequestData } from "../mapping/request-data.ts";
import { compileRequestTemplates, type RequestTemplates } from "../mapping/request-templates.ts";
import { TemplateError } from "../mapping/template-error.ts";
import { type Backend, type BackendCall, fail, type Failure, type Outcome } from "./backend.ts";

export type MappedBackend = (
  call: BackendCall,
  request: RequestData,
  payload: Buffer,
) => Promise<BackendAnswer | Failure>;

interface Mapping extends RequestTemplates {
  /** `CONVERT_TO_BINARY` takes what is to be sent for Base64. */
  contentHandlingStrategy?: string;
}

const UNSUPPORTED_MEDIA_TYPE = { status: 415, message: "Unsupported Media Type" };
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** @throws AwsError BadRequestException */
export function mapped(integration: Mapping, backend: MappedBackend): Backend {
  const mapRequest = compileRequestTemplates(integration);
  const binary = integration.contentHandlingStrategy === "CONVERT_TO_BINARY";
  return async (call) => {
    const request = readRequest(call.event);
    try {
      const payload = mapRequest(request);
      if (payload === undefined) {
        const why = "no request template is for what came, and the integration does not pass it on";
        return fail(call, why, "add a template $default", UNSUPPORTED_MEDIA_TYPE);
      }
      if (binary && !BASE64.test(payload)) {
        return fail(call, "CONVERT_TO_BINARY takes Base64, and what came is not", "send Base64");
      }
      const answer = await backend(call, request, Buffer.from(payload, binary ? "base64" : "utf8"));
      return "message" in answer ? answer : mapAnswer(call, request, answer);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return fail(call, error.message, "change the template, or what is sent to it");
    }
  };
}

function mapAnswer(call: BackendCall, request: RequestData, answer: BackendAnswer): Outcome {
  const { status } = answer;
  if (!call.answered) return { status };
  const response = selectResponse(call.responses, answer);
  if (response) return { status, body: response.map(answer, request) };
  const why = `the integration has no integration response for "${answer.matched ?? "a success"}"`;
  return fail(call, why, "add one with the key $default");
}
