// Selection expressions: text, and what a message or a backend's answer says, which together name a key.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
import { badRequest } from "../../errors.ts";
import { compileJsonPath } from "./json-path.ts";

/** What a backend answered, as expressions over responses see it. */
export interface BackendResponse {
  status: number;
  /** By name in lower case. */
  headers: Record<string, string[]>;
}

/** Gives the key that a message asks for; undefined when the message has to be JSON and is not. */
export type Selection = (message: string) => string | undefined;
export type ResponseSelection = (message: string, response: BackendResponse) => string | undefined;

type Variable = (message: () => unknown, response: BackendResponse) => unknown;

/** Steps of a JSONPath that no braces hold together: names, `*`, and brackets, with one more level of them inside. */
const STEPS = String.raw`(?:\.{1,2}(?:[\w\u0080-\uffff-]+|\*)|\[(?:'[^']*'|"[^"]*"|\[[^\]]*\]|[^\]'"[])*\])*`;
/** Literal characters, `\$`, `${…}`, or a variable without braces. */
const PART = new RegExp(
  String.raw`([^\\$]+)|\\(.)|\$\{([^}]*)\}|\$(request\.body${STEPS}|integration\.response\.\w+(?:\.[\w-]+)?)`,
  "y",
);
const BODY = /^request\.body(?=$|[.[])/;
const HEADER = /^integration\.response\.(multivalue)?header\.([\w-]+)$/;
const NOT_JSON = Symbol("not JSON");

/** @throws AwsError BadRequestException naming what is not understood */
export function compileSelection(expression: string): Selection {
  const select = compile(expression, bodyVariable, "$request.body.{path}");
  return (message) => select(message, NO_RESPONSE);
}

/** An expression that sees the backend's answer, too. @throws AwsError BadRequestException */
export function compileResponseSelection(expression: string): ResponseSelection {
  const known =
    "$request.body.{path}, $integration.response.statuscode or $integration.response.header.{name}";
  return compile(expression, (name) => responseVariable(name) ?? bodyVariable(name), known);
}

const NO_RESPONSE: BackendResponse = { status: 0, headers: {} };

function compile(
  expression: string,
  variableOf: (name: string) => Variable | undefined,
  known: string,
): ResponseSelection {
  const parts: (string | Variable)[] = [];
  for (let at = 0; at < expression.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const [match, literal, escaped, braced, bare] = PART.exec(expression) ?? [];
    const name = braced ?? bare;
    const part = name === undefined ? (literal ?? escaped) : variableOf(name);
    if (match === undefined || part === undefined) {
      throw badRequest(
        `the selection expression ${expression} is not understood from "${expression.slice(at)}" on; ` +
          `a variable is ${known}, and a literal dollar sign is written \\$`,
      );
    }
    parts.push(part);
  }
  return (message, response) => {
    let parsed: unknown;
    const body = () => (parsed ??= parse(message));
    let key = "";
    for (const part of parts) {
      const value = typeof part === "string" ? part : part(body, response);
      if (value === NOT_JSON) return undefined;
      key += textOf(value);
    }
    return key;
  };
}

function bodyVariable(name: string): Variable | undefined {
  if (!BODY.test(name)) return undefined;
  const find = compileJsonPath(`$${name.replace(BODY, "")}`);
  return (message) => {
    const body = message();
    return body === NOT_JSON ? NOT_JSON : find(body);
  };
}

function responseVariable(name: string): Variable | undefined {
  if (name === "integration.response.statuscode") return (_, { status }) => status;
  const [, multiple, header = ""] = HEADER.exec(name) ?? [];
  if (!header) return undefined;
  return (_, { headers }) => {
    const values = headers[header.toLowerCase()];
    return multiple ? values : values?.at(-1);
  };
}

function parse(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return NOT_JSON;
  }
}

/** AWS prints a list as Java does: in brackets, with comma and space, without quotes. */
function textOf(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  return JSON.stringify(value);
}
