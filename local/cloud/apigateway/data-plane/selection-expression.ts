// Route selection expressions: text, and paths into the message's body.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
import { badRequest, notSupported } from "../errors.ts";

/** Gives the route key that a message asks for; undefined when the message is not JSON. */
export type Selection = (message: string) => string | undefined;

type Part = string | Path;
type Path = (string | number)[];

/** Literal characters, `\$`, `${request.body.…}`, or `$request.body.…` without braces. */
const PART = /([^\\$]+)|\\(.)|\$\{request\.body([^}]*)\}|\$request\.body((?:\.[\w-]+|\[[^\]]*\])*)/y;
/** `.name`, `[0]`, `['name']` or `["name"]`. */
const STEP = /\.([\w-]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/y;

/** @throws AwsError BadRequestException, NotImplementedException naming what cannot be evaluated */
export function compileSelection(expression: string): Selection {
  const parts = parse(expression);
  return (message) => {
    let body: unknown;
    try {
      body = JSON.parse(message);
    } catch {
      return undefined;
    }
    let key = "";
    for (const part of parts) key += typeof part === "string" ? part : textOf(valueAt(body, part));
    return key;
  };
}

function parse(expression: string): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < expression.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const match = PART.exec(expression);
    if (!match) {
      throw badRequest(
        `the selection expression ${expression} is not understood from "${expression.slice(at)}" on; ` +
          "a variable is $request.body.{path} or ${request.body.{path}}",
      );
    }
    const [, literal, escaped, braced, bare] = match;
    parts.push(literal ?? escaped ?? parsePath(braced ?? bare ?? "", expression));
  }
  return parts;
}

function parsePath(text: string, expression: string): Path {
  const path: Path = [];
  for (let at = 0; at < text.length; at = STEP.lastIndex) {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (!match) {
      throw notSupported(
        `the JSONPath "${text.slice(at)}" in the selection expression ${expression}`,
        "use names and indices",
      );
    }
    const [, name, index, single, double] = match;
    path.push(index === undefined ? (name ?? single ?? double ?? "") : Number(index));
  }
  return path;
}

function valueAt(body: unknown, path: Path) {
  let value = body;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** AWS prints a list as Java does: in brackets, with comma and space, without quotes. */
function textOf(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  return JSON.stringify(value);
}
