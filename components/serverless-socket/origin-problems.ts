// What is wrong with the list of Origins, and with who shall check it.
import type { Problem } from "../errors.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import type { PlannedFunction } from "./plan.ts";

/** An Origin as browsers send it: scheme, host, and a port that is not the scheme's own; no path, no slash. */
export function isOrigin(text: string) {
  return URL.canParse(text) && new URL(text).origin === text;
}

export function originProblems(args: ServerlessSocketArgs, functions: PlannedFunction[]): Problem[] {
  return [...listProblems(args.allowedOrigins), ...checkerProblems(args, functions)];
}

/** Compared letter by letter, so what no browser sends lets nobody in. */
function listProblems(origins: ServerlessSocketArgs["allowedOrigins"]): Problem[] {
  if (!Array.isArray(origins)) return [];
  const argument = "allowedOrigins";
  if (origins.length === 0) {
    const wrong = "an empty list is none, and lets every page connect";
    return [{ argument, value: origins, wrong, remedy: "Name an Origin, or leave it out if that is meant" }];
  }
  const remedy = "Write it as https://chat.example.com, without a path or a slash at the end";
  return origins
    .filter((origin) => typeof origin === "string" && !isOrigin(origin))
    .map((value) => ({ argument, value, wrong: "no browser sends such an Origin", remedy }));
}

/** The Origin list reaches who checks it through the environment, so that has to be ours. */
function checkerProblems(args: ServerlessSocketArgs, functions: PlannedFunction[]): Problem[] {
  const connect = functions.find(({ routes }) => routes.some(({ key }) => key === "$connect"));
  if (typeof connect?.handler === "string" || hasOwnAuthorizer(args)) return [];
  return (["allowedOrigins", "requireOrigin"] as const)
    .filter((argument) => args[argument] !== undefined)
    .map((argument) => ({
      argument,
      wrong:
        "no handler that this component bundles answers $connect or authorizes, so nothing would check it",
      remedy: 'Give the route $connect the path of a handler, such as "handlers/connect.ts"',
    }));
}

/** Whether a function is made for the authorizer. */
export function hasOwnAuthorizer({ authorizer }: ServerlessSocketArgs) {
  const { issuer, handler } = Object(authorizer);
  return authorizer === "tickets" || issuer !== undefined || typeof handler === "string";
}
