// Mapping templates: Apache Velocity, with what API Gateway offers in it.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
import { Compile, parse } from "velocityjs";
import { badRequest } from "../../errors.ts";
import { prepareSyntax } from "./template-syntax.ts";
import { callMethod } from "./template-methods.ts";
import { TemplateError } from "./template-error.ts";
import { templateInput, templateUtil } from "./template-variables.ts";

interface TemplateScope {
  /** What the template maps: `$input`. */
  body: string;
  /** `$context` */
  context: Record<string, unknown>;
  stageVariables?: Record<string, string>;
}

/** @throws TemplateError when the template asks for what its input does not have */
export type Template = (scope: TemplateScope) => string;

/** 300 KB: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_TEMPLATE_BYTES = 300 * 1024;

const METHODS = [{ uid: "api-gateway", match: () => true, resolve: callMethod }];

/** @throws AwsError BadRequestException naming what is not understood */
export function compileTemplate(text: string): Template {
  if (Buffer.byteLength(text) > MAX_TEMPLATE_BYTES) throw badRequest("a mapping template has at most 300 KB");
  const syntax = parseTemplate(text);
  prepareSyntax(syntax);
  return ({ body, context, stageVariables = {} }) => {
    const variables = { input: templateInput(body), util: templateUtil, context, stageVariables };
    try {
      // Silent: AWS renders what is not there as nothing, where Velocity itself leaves the reference.
      return new Compile(syntax, { customMethodHandlers: METHODS }).render(variables, {}, true);
    } catch (error) {
      throw error instanceof TemplateError ? error : new TemplateError((error as Error).message);
    }
  };
}

function parseTemplate(text: string) {
  try {
    return parse(text);
  } catch (error) {
    throw badRequest(`the mapping template is not Velocity: ${(error as Error).message}`);
  }
}
