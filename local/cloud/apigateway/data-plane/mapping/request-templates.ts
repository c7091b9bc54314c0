// What an integration sends in place of the message: the template that the message selects, rendered.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
import { badRequest } from "../../errors.ts";
import type { RequestData } from "./request-data.ts";
import { compileSelection } from "./selection-expression.ts";
import { compileTemplate } from "./template.ts";

export interface RequestTemplates {
  /** By what the selection expression gives; `$default` for anything else. */
  requestTemplates?: Record<string, string>;
  /** Without it `$default` is selected. */
  templateSelectionExpression?: string;
  /** Whether a message without a template is passed on as it is: `WHEN_NO_MATCH` when not given. */
  passthroughBehavior?: string;
}

/** @returns undefined when there is no template for the message and it is not to be passed on. @throws TemplateError */
export type RequestMapping = (request: RequestData) => string | undefined;

const PASSTHROUGH_BEHAVIORS = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];

/** @throws AwsError BadRequestException */
export function compileRequestTemplates({
  requestTemplates = {},
  templateSelectionExpression = "\\$default",
  passthroughBehavior = "WHEN_NO_MATCH",
}: RequestTemplates): RequestMapping {
  if (!PASSTHROUGH_BEHAVIORS.includes(passthroughBehavior)) {
    throw badRequest(
      `the passthrough behavior ${passthroughBehavior} is none of ${PASSTHROUGH_BEHAVIORS.join(", ")}`,
    );
  }
  const templates = compileTemplates(requestTemplates);
  const select = compileSelection(templateSelectionExpression);
  const passes =
    passthroughBehavior === "WHEN_NO_MATCH" ||
    (passthroughBehavior === "WHEN_NO_TEMPLATES" && templates.size === 0);
  return ({ body = "", requestContext: context, stageVariables }) => {
    const template = templates.get(select(body) ?? "$default") ?? templates.get("$default");
    if (template) return template({ body, context, stageVariables });
    return passes ? body : undefined;
  };
}

export const compileTemplates = (templates: Record<string, string>) =>
  new Map(Object.entries(templates).map(([key, text]) => [key, compileTemplate(text)]));
