// From an integration's settings to what is called.
import { functionArnOf } from "../../control-plane/invoke-arn.ts";
import { badRequest, notSupported } from "../../errors.ts";
import type { Backend } from "./backend.ts";
import { type HttpInput, httpProxy, mappedHttp } from "./http.ts";
import { mapped } from "./mapped.ts";
import { mock } from "./mock.ts";
import { functionProxy, mappedFunction } from "./route-function.ts";
import type { RequestTemplates } from "../mapping/request-templates.ts";

export interface BackendInput extends RequestTemplates, HttpInput {
  /** `AWS_PROXY`, `AWS`, `HTTP_PROXY`, `HTTP` or `MOCK`. */
  integrationType: string;
  /** `CONVERT_TO_BINARY` takes what is sent to the backend for Base64; a proxied function always gets text. */
  contentHandlingStrategy?: string;
}

/** @throws AwsError BadRequestException, NotImplementedException */
export function compileBackend(input: BackendInput): Backend {
  switch (input.integrationType) {
    case "AWS_PROXY":
      return functionProxy(functionOf(input));
    case "AWS":
      return mapped(input, mappedFunction(functionOf(input)));
    case "HTTP_PROXY":
      return httpProxy(input);
    case "HTTP":
      return mapped(input, mappedHttp(input));
    case "MOCK":
      return mapped(input, mock);
    default:
      throw badRequest(
        `the integration type ${input.integrationType} is none of AWS, AWS_PROXY, HTTP, HTTP_PROXY, MOCK`,
      );
  }
}

const SERVICE = /^arn:[^:]+:apigateway:[^:]*:([^:]+):(action|path)\/(.*)$/;

function functionOf({ integrationType, integrationUri = "", integrationMethod, ...input }: BackendInput) {
  const functionArn = functionArnOf(integrationUri);
  const [, service, , action] = SERVICE.exec(integrationUri) ?? [];
  if (service && service !== "lambda") {
    throw notSupported(`an integration with ${service} (${action})`, "call the service from a function");
  }
  if (!functionArn) {
    throw badRequest(
      `the integration URI ${integrationUri} is not a function's invoke ARN; use the function's invokeArn`,
    );
  }
  if (integrationMethod && integrationMethod !== "POST") {
    throw badRequest(`Lambda is invoked by POST, not by ${integrationMethod}; set integrationMethod to POST`);
  }
  if (Object.keys(input.requestParameters ?? {}).length > 0) {
    throw notSupported(
      "a request parameter of an integration with Lambda",
      "use a request template of type AWS",
    );
  }
  if (integrationType === "AWS_PROXY" && input.contentHandlingStrategy === "CONVERT_TO_BINARY") {
    throw notSupported("the content handling CONVERT_TO_BINARY of a Lambda proxy", "send text");
  }
  return functionArn;
}
