// Reads what a caller writes into all that is built, or refuses it.
import { type Bundle, type NamedHandler, bundleAll } from "../bundle.ts";
import { InvalidArgsError, type Problem } from "../errors.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import { type PlannedAuthorizer, planAuthorizer } from "./plan-authorizer.ts";
import { type PlannedFunction, type PlannedRoute, planFunctions, planRoutes } from "./plan.ts";
import { findProblems } from "./problems.ts";
import { unknownProblems } from "./unknown-problems.ts";

export interface PlannedSocket {
  stageName: string;
  routes: PlannedRoute[];
  functions: PlannedFunction[];
  authorizer: PlannedAuthorizer;
  bundles: Bundle[];
}

const DEFAULT_STAGE_NAME = "live";

/** @throws {InvalidArgsError} with every mistake in the arguments, handlers that cannot be bundled among them */
export function planSocket(name: string, args: ServerlessSocketArgs): PlannedSocket {
  refuse(name, unknownProblems(args));
  const stageName = args.stageName ?? DEFAULT_STAGE_NAME;
  const routes = planRoutes(args);
  const functions = planFunctions(routes);
  const authorizer = planAuthorizer(args);
  const { bundles, problems } = bundleAll(handlersOf(functions, authorizer));
  refuse(name, [...findProblems(name, args, stageName, routes, functions), ...problems]);
  return { stageName, routes, functions, authorizer, bundles };
}

function refuse(name: string, problems: Problem[]) {
  if (problems.length > 0) throw new InvalidArgsError("ServerlessSocket", name, problems);
}

/** What is bundled, by the arguments that name it. */
function handlersOf(functions: PlannedFunction[], authorizer: PlannedAuthorizer): NamedHandler[] {
  const handlers = functions.map(({ handler, routes }) => ({
    argument: `routes[${JSON.stringify(routes[0].key)}].handler`,
    file: handler,
  }));
  const all =
    authorizer.type === "CUSTOM"
      ? [...handlers, { argument: "authorizer.handler", file: authorizer.handler }]
      : handlers;
  return all.filter((handler): handler is NamedHandler => typeof handler.file === "string");
}
