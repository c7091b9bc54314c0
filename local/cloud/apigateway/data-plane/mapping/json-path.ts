// JSONPath into a message. AWS evaluates it by https://github.com/json-path/JsonPath
import { compile, type JSONValue } from "json-p3";
import { badRequest } from "../../errors.ts";

/** Undefined when the path leads nowhere. A path that may lead to several places gives the list of them. */
export type JsonPath = (value: unknown) => unknown;

/** @throws AwsError BadRequestException naming what is not understood */
export function compileJsonPath(path: string): JsonPath {
  const query = parse(path);
  const definite = query.singularQuery();
  return (value) => {
    const found = query.query(value as JSONValue).values();
    return definite ? found[0] : found;
  };
}

function parse(path: string) {
  try {
    return compile(path);
  } catch (error) {
    throw badRequest(`the JSONPath ${path} is not understood: ${(error as Error).message}`);
  }
}
