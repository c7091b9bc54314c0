// What is wrong with what a route leads to, and with how messages find their route.
import * as aws from "@pulumi/aws";
import type { Problem } from "../errors.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import { modelName } from "./models.ts";
import type { PlannedRoute } from "./plan.ts";
import type { MessageModel } from "./route-args.ts";

/** Seconds. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const TIMEOUTS = { least: 0.05, most: 29 };

/** Characters. https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-models.html */
const MAX_MODEL_LENGTH = 32_768;

/** Characters. https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-models.html */
const MAX_MODEL_NAME = 128;

/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html */
const VARIABLE = { name: /^\w+$/, value: /^[A-Za-z0-9\-._~:/?#&=,]*$/ };

/** Of the socket itself. */
export function selectionProblems({
  routeSelectionExpression,
  stageVariables = {},
}: ServerlessSocketArgs): Problem[] {
  const problems: Problem[] = [];
  if (routeSelectionExpression !== undefined && !/\$\{?request\.body\./.test(routeSelectionExpression)) {
    problems.push({
      argument: "routeSelectionExpression",
      value: routeSelectionExpression,
      wrong: "a WebSocket API looks for the route in the message, and this does not",
      remedy: "Write $request.body.{path}, such as $request.body.action",
    });
  }
  for (const [name, value] of Object.entries(stageVariables)) {
    if (VARIABLE.name.test(name) && (typeof value !== "string" || VARIABLE.value.test(value))) continue;
    problems.push({
      argument: `stageVariables[${JSON.stringify(name)}]`,
      value,
      wrong: "API Gateway takes letters, digits and _ as name, and those and -._~:/?#&=, as value",
      remedy: "Use an environment variable of the handler for anything else",
    });
  }
  return problems;
}

/** Of one route. */
export function integrationProblems(route: PlannedRoute): Problem[] {
  const at = (setting: string) => `routes[${JSON.stringify(route.key)}]${setting}`;
  return [
    ...kindProblems(route, at),
    ...aliasProblems(route, at),
    ...timeoutProblems(route, at),
    ...modelProblems(route, at),
  ];
}

type At = (setting: string) => string;

function kindProblems({ settings }: PlannedRoute, at: At): Problem[] {
  const kinds = (["handler", "mock", "http"] as const).filter((kind) => settings[kind] !== undefined);
  const [kind, ...others] = kinds;
  if (kind === undefined || others.length > 0) {
    const wrong = kind ? `it has ${kinds.join(" and ")}, and can lead to one only` : "it leads nowhere";
    return [{ argument: at(""), wrong, remedy: "Give it a handler, a mock or an http" }];
  }
  const problems: Problem[] = [];
  if (kind === "handler" && !isHandler(settings.handler)) {
    const remedy =
      "Give a path, an aws.lambda.Function (worker.function of a LambdaFunction) or an aws.lambda.Alias";
    problems.push({ argument: at(".handler"), wrong: "API Gateway cannot call that", remedy });
  }
  if (kind !== "handler") {
    const ofFunctions = ["timeout", "memory", "environment", "table", "connections"] as const;
    for (const setting of ofFunctions.filter((each) => settings[each] !== undefined)) {
      const wrong = `there is no function behind ${kind}`;
      problems.push({ argument: at(`.${setting}`), wrong, remedy: "Leave it out, or give it a handler" });
    }
  }
  if (typeof settings.http === "string" && !/^https?:\/\/[^/]/.test(settings.http)) {
    const remedy = "Write it as https://backend.example/path";
    problems.push({ argument: at(".http"), value: settings.http, wrong: "it is no URL", remedy });
  }
  return problems;
}

function isHandler(value: unknown) {
  return (
    typeof value === "string" || aws.lambda.Function.isInstance(value) || aws.lambda.Alias.isInstance(value)
  );
}

function aliasProblems({ settings }: PlannedRoute, at: At): Problem[] {
  if (!aws.lambda.Alias.isInstance(settings.handler)) return [];
  return (["table", "connections", "timeout", "memory", "environment"] as const)
    .filter((setting) => settings[setting] !== undefined)
    .map((setting) => ({
      argument: at(`.${setting}`),
      wrong: "the handler is an alias, which does not say whose role its function has",
      remedy: "Set it where the function is; socket.grant(fn, verbs) grants connections",
    }));
}

function timeoutProblems({ settings: { integrationTimeout: value } }: PlannedRoute, at: At): Problem[] {
  const { least, most } = TIMEOUTS;
  if (value === undefined || (value >= least && value <= most)) return [];
  const wrong = `API Gateway waits ${least} to ${most} seconds`;
  return [{ argument: at(".integrationTimeout"), value, wrong, remedy: "Give seconds in that range" }];
}

function modelProblems({ key, settings: { model } }: PlannedRoute, at: At): Problem[] {
  if (model === undefined) return [];
  const argument = at(".model");
  if (key === "$connect" || key === "$disconnect") {
    return [{ argument, wrong: "there is no message to check", remedy: "Leave it out" }];
  }
  const name = modelName(key);
  if (name.length > MAX_MODEL_NAME) {
    const wrong = `it would be called "${name}" after the route, and API Gateway allows ${MAX_MODEL_NAME} characters`;
    return [{ argument, wrong, remedy: "Shorten the key, of which each . - and _ counts twice" }];
  }
  const wrong = faultOf(model);
  return wrong ? [{ argument, wrong, remedy: "Leave it to the handler to check that, or the whole" }] : [];
}

function faultOf(model: MessageModel) {
  try {
    const { length } = JSON.stringify(jsonSchemaOf(model));
    return length > MAX_MODEL_LENGTH
      ? `as JSON Schema it has ${length} characters, of ${MAX_MODEL_LENGTH}`
      : "";
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
  }
}
