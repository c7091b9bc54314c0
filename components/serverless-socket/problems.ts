// Everything a `ServerlessSocket` refuses, found before anything is registered.
import { isFile } from "../bundle.ts";
import type { Problem } from "../errors.ts";
import { componentNameProblems } from "../names.ts";
import { retentionProblems } from "../limits.ts";
import { tagProblems } from "../tags.ts";
import type { ServerlessSocketArgs, Throttle } from "./args.ts";
import { apiKeyProblems } from "./api-key-problems.ts";
import { apiProblems } from "./api-problems.ts";
import { authorizerProblems } from "./authorizer-problems.ts";
import { domainProblems } from "./domain-problems.ts";
import { functionProblems } from "./function-problems.ts";
import { integrationProblems, selectionProblems } from "./integration-problems.ts";
import { logProblems } from "./log-problems.ts";
import { originProblems } from "./origin-problems.ts";
import type { PlannedFunction, PlannedRoute } from "./plan.ts";

const PREDEFINED_KEYS = ["$connect", "$disconnect", "$default"];

/** A `*` or `?` in a key would widen the permission that carries it; blanks never match what a client means. */
const ROUTE_KEY = /^[A-Za-z0-9._-]{1,128}$/;

/** What may be a stage's name. https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html */
export const STAGE_NAME = /^[A-Za-z0-9_-]{1,128}$/;

/** All mistakes in the arguments, in the order of the arguments. */
export function findProblems(
  name: string,
  args: ServerlessSocketArgs,
  stageName: string,
  routes: PlannedRoute[],
  functions: PlannedFunction[],
): Problem[] {
  return [
    ...componentNameProblems(name),
    ...noRoutes(routes),
    ...routes.flatMap((route) => keyProblems(route, routes)),
    ...routes.flatMap((route) => [...routeProblems(route), ...integrationProblems(route)]),
    ...functions.flatMap((fn) => functionProblems(name, args, fn, functions)),
    ...apiProblems(args, stageName, routes),
    ...selectionProblems(args),
    ...authorizerProblems(name, args, routes, functions),
    ...apiKeyProblems(args, routes),
    ...stageNameProblems(stageName),
    ...throttleProblems("throttle", args.throttle),
    ...logProblems(args),
    ...domainProblems(args),
    ...originProblems(args, functions),
    ...retentionProblems("logRetentionDays", args.logRetentionDays),
    ...tagProblems(args.tags),
  ];
}

function noRoutes(routes: PlannedRoute[]): Problem[] {
  if (routes.length > 0) return [];
  const remedy = 'Add at least one, such as { $default: "handlers/default.ts" }';
  return [
    { argument: "routes", value: {}, wrong: "API Gateway cannot deploy an API without routes", remedy },
  ];
}

function keyProblems(route: PlannedRoute, routes: PlannedRoute[]): Problem[] {
  const { key, slug } = route;
  const earlier = routes.slice(0, routes.indexOf(route));
  const argument = "routes";
  const twin = earlier.find((other) => other.key.trim() === key.trim());
  if (twin) {
    const wrong = `the key is the same as ${JSON.stringify(twin.key)}, but for surrounding blanks`;
    return [{ argument, value: key, wrong, remedy: "Keep one of the two" }];
  }
  if (key.startsWith("$") && !PREDEFINED_KEYS.includes(key)) {
    const wrong = `API Gateway knows no such key; with $ begin only ${PREDEFINED_KEYS.join(", ")}`;
    return [{ argument, value: key, wrong, remedy: "Use one of those, or a key without $" }];
  }
  if (!key.startsWith("$") && !ROUTE_KEY.test(key)) {
    const remedy = "Use 1 to 128 letters, digits, dots, hyphens and underscores";
    return [{ argument, value: key, wrong: "the key is malformed", remedy }];
  }
  const namesake = earlier.find((other) => other.slug === slug);
  if (namesake) {
    const wrong = `its resources would be named like those of ${JSON.stringify(namesake.key)}`;
    return [{ argument, value: key, wrong, remedy: "Give it another key" }];
  }
  return [];
}

function routeProblems({ key, settings }: PlannedRoute): Problem[] {
  const argument = `routes[${JSON.stringify(key)}]`;
  const problems = throttleProblems(`${argument}.throttle`, settings.throttle);
  if (settings.reply && (key === "$connect" || key === "$disconnect")) {
    const wrong = "there is no open connection that a reply could travel on";
    problems.push({ argument: `${argument}.reply`, value: true, wrong, remedy: "Leave it out" });
  }
  if (typeof settings.handler === "string" && !isFile(settings.handler)) {
    const remedy = "Write it, or correct the path, which is relative to the program's folder";
    problems.push({
      argument: `${argument}.handler`,
      value: settings.handler,
      wrong: "there is no such file",
      remedy,
    });
  }
  return problems;
}

function stageNameProblems(stageName: string): Problem[] {
  if (STAGE_NAME.test(stageName)) return [];
  const wrong =
    stageName === "$default"
      ? "a WebSocket URL always carries its stage, and this one would have to be escaped in it"
      : "API Gateway takes 1 to 128 letters, digits, hyphens and underscores";
  return [{ argument: "stageName", value: stageName, wrong, remedy: 'Use a plain name such as "live"' }];
}

/** Half a throttle is none: AWS takes what is missing for 0, and 0 turns every message away. */
function throttleProblems(argument: string, throttle: Throttle | undefined): Problem[] {
  if (!throttle || (isBurst(throttle.burst) && isRate(throttle.rate))) return [];
  const wrong =
    "both halves are needed, a whole burst of at least 1 and a rate above 0, or every message is refused";
  return [{ argument, value: throttle, wrong, remedy: "Write it as { burst: 500, rate: 250 }" }];
}

const isBurst = (burst: number) => Number.isInteger(burst) && burst >= 1;

const isRate = (rate: number) => Number.isFinite(rate) && rate > 0;
