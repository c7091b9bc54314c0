// Reads the routes a caller writes into what is built: routes, and the functions they lead to.
import path from "node:path";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ConnectionVerb, ServerlessSocketArgs, TableAction } from "./args.ts";
import type { HandlerRoute, HttpRoute, MockRoute, Route } from "./route-args.ts";

type Handler = string | aws.lambda.Function | aws.lambda.Alias;

/** What any kind of route may have. */
type Settings = Omit<HandlerRoute, "handler" | "mock" | "http" | "method"> &
  Partial<Pick<MockRoute, "mock"> & Pick<HttpRoute, "http" | "method">> & { handler?: Handler };

/** One route, whichever way it was written. */
export interface PlannedRoute {
  key: string;
  /** The key as part of a resource name. */
  slug: string;
  settings: Settings;
}

/** One function and all routes that lead to it. */
export interface PlannedFunction {
  handler: Handler;
  /** The handler as part of a resource name. */
  slug: string;
  routes: [PlannedRoute, ...PlannedRoute[]];
  timeout: number | undefined;
  memory: number | undefined;
  integrationTimeout: number | undefined;
  environment: Record<string, pulumi.Input<string>>;
  table: TableAction[];
  connections: ConnectionVerb[];
}

/** The routes in the order they were written. */
export function planRoutes({ routes }: ServerlessSocketArgs): PlannedRoute[] {
  return Object.entries(routes ?? {}).flatMap(([key, route]) =>
    route === undefined ? [] : [{ key, slug: slugOf(key), settings: settingsOf(route) }],
  );
}

/** The functions in the order of their first routes; grants and environments of shared ones are joined. */
export function planFunctions(routes: PlannedRoute[]): PlannedFunction[] {
  const groups = Map.groupBy(routes, ({ settings }) => identityOf(settings.handler));
  return [...groups.values()].flatMap((group) => {
    const routes = group as PlannedFunction["routes"];
    const settings = routes.map((route) => route.settings);
    const { handler } = routes[0].settings;
    if (handler === undefined) return [];
    return {
      handler,
      slug: typeof handler === "string" ? slugOfFile(handler) : routes[0].slug,
      routes,
      timeout: settings.find(({ timeout }) => timeout !== undefined)?.timeout,
      memory: settings.find(({ memory }) => memory !== undefined)?.memory,
      integrationTimeout: settings.find((each) => each.integrationTimeout !== undefined)?.integrationTimeout,
      environment: Object.assign({}, ...settings.map(({ environment }) => environment)),
      table: unique(settings.flatMap(({ table = [] }) => table)),
      connections: unique(settings.flatMap(({ connections = [] }) => connections)),
    };
  });
}

function settingsOf(route: Route): Settings {
  if (typeof route === "string") return { handler: route };
  return aws.lambda.Function.isInstance(route) || aws.lambda.Alias.isInstance(route)
    ? { handler: route }
    : (route ?? {});
}

function identityOf(handler: Handler | undefined) {
  return typeof handler === "string" ? path.resolve(handler) : handler;
}

/** `handlers/send.ts` and `handlers/send/index.ts` are both `send`. */
function slugOfFile(file: string) {
  const { dir, name } = path.parse(file);
  return slugOf(name === "index" ? path.basename(path.resolve(dir)) : name);
}

/** Physical names are made of resource names, and Lambda's take no other characters. */
function slugOf(text: string) {
  return text.replace("$", "").replaceAll(/[^A-Za-z0-9_-]/g, "-");
}

function unique<T>(values: T[]) {
  return [...new Set(values)].sort();
}
