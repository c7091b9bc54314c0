// What becomes of a backend's answer: the integration response that it selects, and the frame that this makes of it.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
import { badRequest, notSupported } from "../../errors.ts";
import type { RequestData } from "./request-data.ts";
import { compileTemplates } from "./request-templates.ts";
import { type BackendResponse, compileResponseSelection } from "./selection-expression.ts";

export interface IntegrationResponseInput {
  /** `$default`, or a regular expression between slashes: over the status, or over the message of a failed function. */
  integrationResponseKey: string;
  /** By what the selection expression gives; `$default` for anything else. */
  responseTemplates?: Record<string, string>;
  /** Without it `$default` is selected. */
  templateSelectionExpression?: string;
  /** `CONVERT_TO_TEXT` makes Base64 of the answer. */
  contentHandlingStrategy?: string;
}

export interface BackendAnswer extends BackendResponse {
  body: Buffer;
  /** What keys are matched against; undefined for a function that did not fail, which only `$default` is for. */
  matched: string | undefined;
}

export interface ResponseMapping {
  /** Undefined for `$default`. */
  pattern: RegExp | undefined;
  /** @throws TemplateError */
  map(answer: BackendAnswer, request: RequestData): string;
}

const PATTERN = /^\/(.+)\/$/s;

/** @throws AwsError BadRequestException, NotImplementedException */
export function compileIntegrationResponse(input: IntegrationResponseInput): ResponseMapping {
  const { contentHandlingStrategy: strategy, templateSelectionExpression = "\\$default" } = input;
  if (strategy && strategy !== "CONVERT_TO_TEXT") {
    throw notSupported(
      `the content handling ${strategy} of an integration response`,
      "a text frame holds text; leave it out or set CONVERT_TO_TEXT",
    );
  }
  const templates = compileTemplates(input.responseTemplates ?? {});
  const select = compileResponseSelection(templateSelectionExpression);
  return {
    pattern: compileKey(input.integrationResponseKey),
    map(answer, { body: message = "", requestContext: context, stageVariables }) {
      const body = answer.body.toString(strategy ? "base64" : "utf8");
      const template = templates.get(select(message, answer) ?? "$default") ?? templates.get("$default");
      return template ? template({ body, context, stageVariables }) : body;
    },
  };
}

/** The first whose pattern is for the answer, or else `$default`. */
export function selectResponse(responses: ResponseMapping[], { matched }: BackendAnswer) {
  const named = responses.find(({ pattern }) => matched !== undefined && pattern?.test(matched));
  return named ?? responses.find(({ pattern }) => !pattern);
}

function compileKey(key: string) {
  if (key === "$default") return undefined;
  const [, pattern] = PATTERN.exec(key) ?? [];
  if (!pattern)
    throw badRequest(`the integration response key ${key} is neither $default nor of the form /regex/`);
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch (error) {
    throw badRequest(
      `the integration response key ${key} is no regular expression: ${(error as Error).message}`,
    );
  }
}
