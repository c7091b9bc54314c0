// What is wrong with taking over an API: of the arguments, and of the API as soon as it is known.
import * as aws from "@pulumi/aws";
import type { Problem } from "../errors.ts";
import { namesKeys } from "./api-key-problems.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import { neighboursOn } from "./neighbours.ts";
import type { PlannedRoute } from "./plan.ts";

/** The expression by which the authorizer says which API key a client has. */
export const KEY_OF_AUTHORIZER = "$context.authorizer.usageIdentifierKey";

/** An API as far as it matters whether it fits. */
interface FoundApi {
  protocolType: string;
  routeSelectionExpression: string | undefined;
  apiKeySelectionExpression: string | undefined;
  disableExecuteApiEndpoint: boolean | undefined;
}

/** Of the arguments. */
export function apiProblems(
  args: ServerlessSocketArgs,
  stageName: string,
  routes: PlannedRoute[],
): Problem[] {
  const { api } = args;
  if (api === undefined) return [];
  if (!aws.apigatewayv2.Api.isInstance(api)) {
    const remedy = 'Write aws.apigatewayv2.Api.get("shared", id), or leave it out';
    return [{ argument: "api", value: api, wrong: "it is no resource of the type Api", remedy }];
  }
  return [...settingsOfAnExistingApi(args), ...collisions(api, stageName, routes)];
}

function settingsOfAnExistingApi({ transform, ...args }: ServerlessSocketArgs): Problem[] {
  const settings = {
    routeSelectionExpression: args.routeSelectionExpression,
    disableExecuteApiEndpoint: args.disableExecuteApiEndpoint,
    ipAddressType: args.ipAddressType,
    "transform.api": transform?.api,
  };
  return Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([argument]) => ({
      argument,
      wrong: "the API is an existing one, which this component does not configure",
      remedy: "Set it on that API",
    }));
}

/** With other sockets of this program; with what is there besides, API Gateway finds them itself. */
function collisions(api: aws.apigatewayv2.Api, stageName: string, routes: PlannedRoute[]): Problem[] {
  return neighboursOn(api).flatMap((neighbour) => {
    const whose = `the socket ${JSON.stringify(neighbour.name)} has it on the same API`;
    const keys = routes.map(({ key }) => key).filter((key) => neighbour.keys.includes(key));
    const problems = keys.map((key): Problem => {
      const wrong = `${whose}, which takes each route key once`;
      return { argument: "routes", value: key, wrong, remedy: "Leave it to one of the two" };
    });
    if (neighbour.stageName !== stageName) return problems;
    const remedy = "Name this stage otherwise";
    return [...problems, { argument: "stageName", value: stageName, wrong: whose, remedy }];
  });
}

/** Of the API itself. */
export function misfitsOf(
  { protocolType, routeSelectionExpression = "", ...api }: FoundApi,
  args: ServerlessSocketArgs,
  routes: PlannedRoute[],
): Problem[] {
  if (protocolType !== "WEBSOCKET") {
    const remedy = 'Give one that is made with protocolType: "WEBSOCKET"';
    return [{ argument: "api.protocolType", value: protocolType, wrong: "it has no sockets", remedy }];
  }
  const problems: Problem[] = [];
  const byMessage = routes.find(({ key }) => !key.startsWith("$"));
  if (byMessage && !/\$\{?request\.body\./.test(routeSelectionExpression)) {
    problems.push({
      argument: "api.routeSelectionExpression",
      value: routeSelectionExpression,
      wrong: `no message would find the route ${JSON.stringify(byMessage.key)}, which is looked for in the message`,
      remedy: 'Set it to "$request.body.action" on that API',
    });
  }
  if (api.apiKeySelectionExpression === KEY_OF_AUTHORIZER && args.apiKeys && !namesKeys(args)) {
    problems.push({
      argument: "api.apiKeySelectionExpression",
      value: KEY_OF_AUTHORIZER,
      wrong: "only an authorizer with a handler of your own can answer with a key",
      remedy: "Add authorizer: { handler }, or leave apiKeys out",
    });
  }
  if (api.disableExecuteApiEndpoint && !args.domain) {
    problems.push({
      argument: "api.disableExecuteApiEndpoint",
      value: true,
      wrong: "without a domain there is no other way in",
      remedy: "Add domain, or set it to false on that API",
    });
  }
  return problems;
}
