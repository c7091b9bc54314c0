// What is wrong with the functions behind the routes: their names, sizes, variables, and what routes that share one say.
import * as aws from "@pulumi/aws";
import { environmentProblems } from "../environment.ts";
import type { Problem } from "../errors.ts";
import { sizeProblems } from "../limits.ts";
import { componentNameProblems, functionNameProblems } from "../names.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import { originVariables } from "./functions.ts";
import type { PlannedFunction, PlannedRoute } from "./plan.ts";

/** Seconds. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const GATEWAY_WAITS = 29;

/** What the component tells every function that it bundles. */
const VARIABLES = ["TABLE_NAME", "CALLBACK_URL"];

export function functionProblems(
  name: string,
  args: ServerlessSocketArgs,
  fn: PlannedFunction,
  functions: PlannedFunction[],
): Problem[] {
  if (aws.lambda.Alias.isInstance(fn.handler)) return [];
  if (aws.lambda.Function.isInstance(fn.handler)) return fn.routes.flatMap(settingsOfAnExistingFunction);
  return [
    ...namesakes(fn, functions),
    ...(componentNameProblems(name).length > 0 ? [] : functionNameProblems(`${name}-${fn.slug}`)),
    ...fn.routes.flatMap(({ key, settings }) =>
      settingProblems(settings, `routes[${JSON.stringify(key)}].`, variablesOf(args, fn)),
    ),
    ...conflicts(fn),
  ];
}

function namesakes({ handler, slug, routes }: PlannedFunction, functions: PlannedFunction[]): Problem[] {
  const earlier = functions.slice(
    0,
    functions.findIndex((fn) => fn.handler === handler),
  );
  const namesake = earlier.find((other) => other.slug === slug && typeof other.handler === "string");
  if (!namesake) return [];
  return [
    {
      argument: `routes[${JSON.stringify(routes[0].key)}].handler`,
      value: handler,
      wrong: `its function would be named like that of ${JSON.stringify(namesake.handler)}`,
      remedy: "Rename one of the two files",
    },
  ];
}

function variablesOf(args: ServerlessSocketArgs, { routes }: PlannedFunction) {
  const isAsked = routes.some(({ key }) => key === "$connect");
  return isAsked ? [...VARIABLES, ...Object.keys(originVariables(args))] : VARIABLES;
}

/**
 * Of a function that is bundled here.
 * @param at what the settings belong to, as in `routes["send"].`
 * @param taken names of variables that the component sets
 */
export function settingProblems(
  settings: Pick<PlannedRoute["settings"], "timeout" | "memory" | "environment">,
  at: string,
  taken: string[],
): Problem[] {
  const problems = [...sizeProblems(settings, at), ...environmentProblems(settings.environment, at, taken)];
  const { timeout: value = 0 } = settings;
  if (problems.length === 0 && value > GATEWAY_WAITS) {
    const wrong = `API Gateway tells the client that it failed after ${GATEWAY_WAITS} seconds, while it goes on`;
    const remedy = "Let the handler put what takes longer into a queue";
    problems.push({ argument: `${at}timeout`, value, wrong, remedy });
  }
  return problems;
}

function settingsOfAnExistingFunction({ key, settings }: PlannedRoute): Problem[] {
  return (["timeout", "memory", "environment"] as const)
    .filter((setting) => settings[setting] !== undefined)
    .map((setting) => ({
      argument: `routes[${JSON.stringify(key)}].${setting}`,
      wrong: "the handler is an existing function, which this component does not configure",
      remedy: "Set it on that function",
    }));
}

/** Settings that two routes with one handler give different values. */
function conflicts({ handler, routes }: PlannedFunction): Problem[] {
  const seen = new Map<string, { key: string; value: unknown }>();
  const problems: Problem[] = [];
  for (const { key, settings } of routes) {
    for (const [setting, value] of functionSettings(settings)) {
      const other = seen.get(setting);
      if (!other) seen.set(setting, { key, value });
      else if (other.value !== value) {
        problems.push({
          argument: `routes[${JSON.stringify(key)}].${setting}`,
          wrong: `it differs from routes[${JSON.stringify(other.key)}].${setting}, and both run in the function of ${JSON.stringify(handler)}`,
          remedy: "Give both the same value, or each its own handler",
        });
      }
    }
  }
  return problems;
}

function functionSettings({
  timeout,
  memory,
  integrationTimeout,
  environment = {},
}: PlannedRoute["settings"]) {
  const variables = Object.entries(environment).map(
    ([name, value]) => [`environment.${name}`, value] as const,
  );
  const settings = [
    ["timeout", timeout] as const,
    ["memory", memory] as const,
    ["integrationTimeout", integrationTimeout] as const,
    ...variables,
  ];
  return settings.filter(([, value]) => value !== undefined);
}
