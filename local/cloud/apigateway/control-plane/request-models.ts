// Which model a message on a route has to fulfil.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
import type { Check } from "../data-plane/json-schema.ts";
import { compileSelection } from "../data-plane/mapping/selection-expression.ts";
import { badRequest } from "../errors.ts";
import type { Models } from "./models.ts";
import type { RouteInput } from "./routes.ts";

const acceptAll: Check = () => undefined;

/**
 * With the models as they are now. Without a selection expression nothing is checked.
 * @throws AwsError BadRequestException when a model is no more
 */
export function compileCheck(
  {
    modelSelectionExpression,
    requestModels = {},
  }: Pick<RouteInput, "modelSelectionExpression" | "requestModels">,
  models: Models,
): Check {
  const checks = new Map(Object.entries(requestModels).map(([key, name]) => [key, checkOf(models, name)]));
  if (!modelSelectionExpression) return acceptAll;
  const select = compileSelection(modelSelectionExpression);
  return (message) => {
    const key = select(message) ?? "$default";
    const check = checks.get(key) ?? checks.get("$default");
    return check ? check(message) : `no model is for "${key}", and there is no $default`;
  };
}

function checkOf(models: Models, name: string) {
  const model = models.find(name);
  if (!model) throw badRequest(`Invalid model identifier specified: ${name}`);
  return model.check;
}
