// What may not be an Output: which resources there are, and what they are called, depends on it.
import { Output, Resource } from "@pulumi/pulumi";
import type { Problem } from "../errors.ts";
import { isUnknown } from "../unknown.ts";
import type { ServerlessSocketArgs } from "./args.ts";

const OF_SOCKET = [
  ...["routes", "routeSelectionExpression", "stageName", "throttle", "authorizer", "deployment"],
  ...["accessLog", "executionLog", "dataTrace", "detailedMetrics", "tracing", "deletionProtection"],
  ...["domain", "disableExecuteApiEndpoint", "ipAddressType", "transform"],
];

const OF_ROUTE = [
  ...["handler", "mock", "method", "reply", "model", "throttle", "executionLog", "integrationTimeout"],
  ...["timeout", "memory", "environment", "table", "connections"],
];

const OF_AUTHORIZER = [
  ...["handler", "identitySources", "timeout", "memory", "environment", "table"],
  ...["clockSkew", "claims", "tokenFrom", "tickets"],
];

const OF_THROTTLE = ["burst", "rate"];

/** Found before everything else, which could not be looked at. */
export function unknownProblems(args: ServerlessSocketArgs): Problem[] {
  const { routes, throttle, authorizer, domain, accessLog } = args;
  return [
    ...unknownIn(args, OF_SOCKET),
    ...Object.entries(Output.isInstance(routes) ? {} : (routes ?? {})).flatMap(([key, route]) =>
      ofRoute(route, `routes[${JSON.stringify(key)}]`),
    ),
    ...unknownIn(throttle, OF_THROTTLE, "throttle."),
    ...unknownIn(authorizer, OF_AUTHORIZER, "authorizer."),
    ...unknownIn(domain, ["name", "mappingKey"], "domain."),
    ...unknownIn(accessLog, ["format"], "accessLog."),
  ];
}

function ofRoute(route: unknown, argument: string): Problem[] {
  if (isUnknown(route)) return [problem(argument)];
  return [
    ...unknownIn(route, OF_ROUTE, `${argument}.`),
    ...unknownIn(Object(route).throttle, OF_THROTTLE, `${argument}.throttle.`),
  ];
}

function unknownIn(values: unknown, names: string[], at = ""): Problem[] {
  if (isUnknown(values) || Resource.isInstance(values)) return [];
  return names.filter((name) => isUnknown(Object(values)[name])).map((name) => problem(`${at}${name}`));
}

function problem(argument: string): Problem {
  const wrong = "it is only known while resources are made, and decides which there are, or their names";
  return { argument, wrong, remedy: "Give it as a plain value, such as one from the stack's config" };
}
