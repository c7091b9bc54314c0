// What a `ServerlessSocket` refuses of the arguments for API keys.
import type { Problem } from "../errors.ts";
import type { ApiKeys } from "./api-key-args.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import type { PlannedRoute } from "./plan.ts";

/** Part of a resource's name, and so of the key's at API Gateway. */
const NAME = /^[\w-]{1,64}$/;

/** Mistakes in `apiKeys`, and what else cannot be where there are some. */
export function apiKeyProblems(args: ServerlessSocketArgs, routes: PlannedRoute[]): Problem[] {
  const misplaced = routes.filter(({ settings }) => "apiKeyRequired" in settings).map(onARoute);
  if (args.apiKeys === undefined) return misplaced;
  return [
    ...misplaced,
    ...(routes.some(({ key }) => key === "$connect") ? [] : [withoutConnect()]),
    ...nameProblems(args.apiKeys),
    ...sourceProblems(args.apiKeys, args),
  ];
}

/** Whether the authorizer is one that can name a key. */
export function namesKeys({ authorizer }: ServerlessSocketArgs) {
  return typeof authorizer === "object" && authorizer.handler !== undefined;
}

function onARoute({ key }: PlannedRoute): Problem {
  return {
    argument: `routes[${JSON.stringify(key)}].apiKeyRequired`,
    wrong: "API Gateway asks for a key at $connect only, and so a route has none of its own",
    remedy: 'Write apiKeys: { names: ["partner"] } beside routes',
  };
}

function withoutConnect(): Problem {
  const remedy = 'Add one, such as { $connect: "handlers/connect.ts" }';
  return { argument: "apiKeys", wrong: "there is no route $connect, which would ask for a key", remedy };
}

function nameProblems({ names }: ApiKeys): Problem[] {
  const argument = "apiKeys.names";
  if (!Array.isArray(names) || names.length === 0) {
    const remedy = 'Name at least one, such as ["partner"]';
    return [{ argument, value: names, wrong: "without a key nobody could connect", remedy }];
  }
  return names.flatMap((name, index): Problem[] => {
    if (!NAME.test(name)) {
      const remedy = "Use 1 to 64 letters, digits, - and _";
      return [{ argument, value: name, wrong: "no resource can be named after it", remedy }];
    }
    if (names.indexOf(name) === index) return [];
    return [{ argument, value: name, wrong: "it is there twice", remedy: "Leave one of the two out" }];
  });
}

function sourceProblems({ from }: ApiKeys, args: ServerlessSocketArgs): Problem[] {
  const argument = "apiKeys.from";
  if (from === undefined) return [];
  if (from !== "header" && from !== "authorizer") {
    const remedy = 'Write "header" or "authorizer"';
    return [{ argument, value: from, wrong: "API Gateway finds no key there", remedy }];
  }
  if (args.api !== undefined) {
    const wrong = "the API is an existing one, which this component does not configure";
    return [{ argument, wrong, remedy: "Set apiKeySelectionExpression on that API" }];
  }
  if (from === "header" || namesKeys(args)) return [];
  const wrong = "only an authorizer with a handler of your own can answer with a key";
  return [{ argument, value: from, wrong, remedy: "Add authorizer: { handler }, or leave it out" }];
}
