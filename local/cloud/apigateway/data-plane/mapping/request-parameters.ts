// What an HTTP integration sends beside the body: parts of the request, mapped to headers, query and path.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
import { badRequest } from "../../errors.ts";
import { compileJsonPath } from "./json-path.ts";
import type { RequestData } from "./request-data.ts";

/** @param declared the request parameters of the route, without which a mapping sees nothing of a handshake */
type Source = (request: RequestData, declared: Set<string>) => string[];

export interface Parameters {
  header: [name: string, values: string[]][];
  querystring: [name: string, values: string[]][];
  path: [name: string, values: string[]][];
}

const TARGET = /^integration\.request\.(header|querystring|path)\.([\w.$-]+)$/;
const HANDSHAKE = /^route\.request\.(header|querystring|multivalueheader|multivaluequerystring)\.([\w.$-]+)$/;
const BODY = /^route\.request\.body(?=$|[.[])/;
const STAGE_VARIABLE = /^stageVariables\.(\w+)$/;
const CONTEXT = /^context\.([\w.]+)$/;
const LITERAL = /^'(.*)'$/s;

/** @param mappings sources by target. @throws AwsError BadRequestException naming what is not understood */
export function compileParameters(mappings: Record<string, string>) {
  const compiled = Object.entries(mappings).map(([target, source]) => {
    const [, place, name = ""] = TARGET.exec(target) ?? [];
    if (!place) throw invalid(target);
    return { place: place as keyof Parameters, name, values: compileSource(source) };
  });
  return (request: RequestData, declared: Set<string>): Parameters => {
    const parameters: Parameters = { header: [], querystring: [], path: [] };
    for (const { place, name, values } of compiled) {
      const found = values(request, declared);
      if (found.length > 0) parameters[place].push([name, found]);
    }
    return parameters;
  };
}

function compileSource(source: string): Source {
  const [, literal] = LITERAL.exec(source) ?? [];
  if (literal !== undefined) return () => [literal];
  const [, kind, name = ""] = HANDSHAKE.exec(source) ?? [];
  if (kind)
    return (request, declared) => (declared.has(declaredAs(source)) ? handshake(request, kind, name) : []);
  if (BODY.test(source)) {
    const find = compileJsonPath(`$${source.replace(BODY, "")}`);
    return ({ body = "" }) => textsOf(find(parse(body)));
  }
  const [, variable] = STAGE_VARIABLE.exec(source) ?? [];
  if (variable) return ({ stageVariables }) => textsOf(stageVariables?.[variable]);
  const [, path] = CONTEXT.exec(source) ?? [];
  if (!path) throw invalid(source);
  const find = compileJsonPath(`$.${path}`);
  return ({ requestContext }) => textsOf(find(requestContext));
}

/** Those of the route's request parameters that the handshake lacks. */
export const missingParameters = (required: string[], request: RequestData) =>
  required.filter((parameter) => {
    const [, kind = "", name = ""] = HANDSHAKE.exec(parameter) ?? [];
    return handshake(request, kind, name).length === 0;
  });

/** A parameter is declared once for its last value and all of them. */
const declaredAs = (source: string) => source.replace(".multivalue", ".");

/** Names of headers are the same in any case; those of a query are not. */
function handshake(request: RequestData, kind: string, name: string): string[] {
  const values = kind.endsWith("header")
    ? Object.entries(request.multiValueHeaders ?? {}).find(
        ([key]) => key.toLowerCase() === name.toLowerCase(),
      )?.[1]
    : request.multiValueQueryStringParameters?.[name];
  return kind.startsWith("multivalue") ? (values ?? []) : (values ?? []).slice(-1);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function textsOf(value: unknown) {
  if (value === undefined || value === null) return [];
  return [typeof value === "string" ? value : JSON.stringify(value)];
}

const invalid = (expression: string) => badRequest(`Invalid mapping expression specified: ${expression}`);
