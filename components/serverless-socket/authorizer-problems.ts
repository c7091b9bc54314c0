// What is wrong with how a caller says who may connect.
import * as aws from "@pulumi/aws";
import { isFile } from "../bundle.ts";
import type { Problem } from "../errors.ts";
import { componentNameProblems, functionNameProblems } from "../names.ts";
import type { HandlerAuthorizer, OidcAuthorizer } from "./authorizer-args.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import { AUTHORIZER_SLUG } from "./authorizer.ts";
import { isSecureUrl } from "./authorizer/secure-url.ts";
import { settingProblems } from "./function-problems.ts";
import { hasOwnAuthorizer } from "./origin-problems.ts";
import type { PlannedFunction, PlannedRoute } from "./plan.ts";

/** What API Gateway takes. https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html */
const IDENTITY_SOURCE = /^(route\.request\.(header|querystring)|stageVariables|context)\.[\w.-]+$/;

/** What the component tells the function. */
const VARIABLES = ["TABLE_NAME", "ALLOWED_ORIGINS", "REQUIRE_ORIGIN"];

/** Seconds. Longer, and an expired token is as good as one that does not expire. */
const MAX_CLOCK_SKEW = 300;

/** Mistakes in `authorizer`, and what else cannot be where there is one. */
export function authorizerProblems(
  name: string,
  args: ServerlessSocketArgs,
  routes: PlannedRoute[],
  functions: PlannedFunction[],
): Problem[] {
  const { authorizer } = args;
  const misplaced = routes.filter(({ settings }) => "authorizer" in settings).map(onARoute);
  if (authorizer === undefined) return misplaced;
  return [
    ...misplaced,
    ...(routes.some(({ key }) => key === "$connect") ? [] : [withoutConnect()]),
    ...shapeProblems(authorizer),
    ...nameProblems(name, args),
    ...namesakes(routes, functions),
  ];
}

function onARoute({ key }: PlannedRoute): Problem {
  return {
    argument: `routes[${JSON.stringify(key)}].authorizer`,
    wrong: "API Gateway asks no authorizer but at $connect, and so a route has none of its own",
    remedy: "Set authorizer beside routes, and let the handler check what the connection may do",
  };
}

function withoutConnect(): Problem {
  const remedy = 'Add one, such as { $connect: "handlers/connect.ts" }';
  return { argument: "authorizer", wrong: "there is no route $connect, at which it would be asked", remedy };
}

function shapeProblems(authorizer: NonNullable<ServerlessSocketArgs["authorizer"]>): Problem[] {
  if (authorizer === "iam" || authorizer === "tickets") return [];
  const [isOidc, isHandler] = ["issuer" in Object(authorizer), "handler" in Object(authorizer)];
  if (typeof authorizer !== "object" || isOidc === isHandler) {
    const wrong = isOidc ? "it has both an issuer and a handler" : "a WebSocket API has no such authorizer";
    const remedy = 'Write "iam", "tickets", { handler }, or { issuer, audience }';
    return [{ argument: "authorizer", value: authorizer, wrong, remedy }];
  }
  return authorizer.issuer !== undefined ? oidcProblems(authorizer) : handlerProblems(authorizer);
}

function handlerProblems(authorizer: HandlerAuthorizer): Problem[] {
  const { handler, identitySources = [] } = authorizer;
  return [
    ...(typeof handler === "string" && !isFile(handler) ? [noSuchFile(handler)] : []),
    ...(aws.lambda.Function.isInstance(handler)
      ? settingsOfAnExistingFunction(authorizer)
      : settingProblems(authorizer, "authorizer.", VARIABLES)),
    ...identitySources.filter((source) => !IDENTITY_SOURCE.test(source)).map(identitySourceProblem),
  ];
}

function nameProblems(name: string, args: ServerlessSocketArgs): Problem[] {
  if (!hasOwnAuthorizer(args) || componentNameProblems(name).length > 0) return [];
  return functionNameProblems(`${name}-${AUTHORIZER_SLUG}`);
}

function noSuchFile(handler: string): Problem {
  const remedy = "Write it, or correct the path, which is relative to the program's folder";
  return { argument: "authorizer.handler", value: handler, wrong: "there is no such file", remedy };
}

function settingsOfAnExistingFunction(authorizer: HandlerAuthorizer): Problem[] {
  return (["timeout", "memory", "environment"] as const)
    .filter((setting) => authorizer[setting] !== undefined)
    .map((setting) => ({
      argument: `authorizer.${setting}`,
      wrong: "the handler is an existing function, which this component does not configure",
      remedy: "Set it on that function",
    }));
}

function identitySourceProblem(source: string): Problem {
  const wrong = source.startsWith("$")
    ? "that is the form of HTTP APIs"
    : "API Gateway finds nothing there in a WebSocket's handshake";
  const remedy =
    "Use route.request.header.{name}, route.request.querystring.{name}, stageVariables.{name} or context.{name}";
  return { argument: "authorizer.identitySources", value: source, wrong, remedy };
}

function oidcProblems(authorizer: OidcAuthorizer): Problem[] {
  const { audience, clockSkew = 0, tokenFrom } = authorizer;
  const problems = (["issuer", "jwksUri"] as const).flatMap((setting): Problem[] => {
    const value = authorizer[setting];
    if (typeof value !== "string" || isSecureUrl(value)) return [];
    const wrong = "keys that are not fetched by https could be anybody's";
    return [{ argument: `authorizer.${setting}`, value, wrong, remedy: "Write the https URL" }];
  });
  const audiences = [audience ?? []].flat();
  if (
    audiences.length === 0 ||
    audiences.some((one) => one === "" || (typeof one === "string" && one.includes(",")))
  ) {
    const wrong = "without it, a token that the issuer made for any other application would do";
    const remedy = "Name at least one, without commas, as the issuer writes it into aud";
    problems.push({ argument: "authorizer.audience", value: audience, wrong, remedy });
  }
  if (!(clockSkew >= 0 && clockSkew <= MAX_CLOCK_SKEW)) {
    const wrong = `it has to be 0 to ${MAX_CLOCK_SKEW} seconds`;
    problems.push({
      argument: "authorizer.clockSkew",
      value: clockSkew,
      wrong,
      remedy: "Leave it out for 30",
    });
  }
  if (tokenFrom?.length === 0) {
    const remedy = 'Name a place, such as "sub-protocol", or leave it out';
    problems.push({ argument: "authorizer.tokenFrom", wrong: "no client could send a token", remedy });
  }
  return problems;
}

/** The authorizer's children are called `{socket}-authorizer`. */
function namesakes(routes: PlannedRoute[], functions: PlannedFunction[]): Problem[] {
  const wrong = "its resources would be named like the authorizer's";
  const remedy = "Give it another name";
  const byKey = routes.filter(({ slug }) => slug === AUTHORIZER_SLUG);
  const byFile = functions.filter(
    ({ slug, routes }) => slug === AUTHORIZER_SLUG && !byKey.includes(routes[0]),
  );
  return [
    ...byKey.map(({ key }) => ({ argument: "routes", value: key, wrong, remedy })),
    ...byFile.map(({ handler, routes }) => ({
      argument: `routes[${JSON.stringify(routes[0].key)}].handler`,
      value: handler,
      wrong,
      remedy,
    })),
  ];
}
