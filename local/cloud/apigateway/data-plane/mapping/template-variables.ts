// The variables `$input` and `$util` of mapping templates.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
import { compileJsonPath } from "./json-path.ts";
import { TemplateError } from "./template-error.ts";

/** @param body what the template maps; empty when a client connects or goes */
export function templateInput(body: string) {
  const find = (path: unknown, parse: typeof parseJson) => {
    const found = compileJsonPath(String(path))(readBody(body, parse));
    return found === undefined ? "" : found;
  };
  return {
    body,
    /** What the JSONPath leads to, as JSON text. */
    json: (path: unknown = "$") => (body === "" ? "{}" : JSON.stringify(find(path, parseJson))),
    /** What the JSONPath leads to, to go on with. */
    path: (path: unknown = "$") => (body === "" ? {} : find(path, parseWithoutNull)),
  };
}

export const templateUtil = {
  /** As Java's commons-lang does, quotes of both kinds and slashes included. */
  escapeJavaScript(text: unknown) {
    const escaped = JSON.stringify(String(text)).slice(1, -1);
    return escaped
      .replace(/['/]/g, "\\$&")
      .replace(
        /[\u007f-\uffff]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
      );
  },
  parseJson: (text: unknown) => readBody(String(text), parseWithoutNull),
  urlEncode: (text: unknown) => new URLSearchParams([["", String(text)]]).toString().slice(1),
  urlDecode: (text: unknown) => new URLSearchParams(`=${String(text).replaceAll("&", "%26")}`).get(""),
  base64Encode: (text: unknown) => Buffer.from(String(text)).toString("base64"),
  base64Decode: (text: unknown) => Buffer.from(String(text), "base64").toString(),
};

const parseJson = (text: string): unknown => JSON.parse(text);

/** Velocity has nothing to print for null. */
const parseWithoutNull = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => (value === null ? undefined : value));

function readBody(text: string, parse: typeof parseJson) {
  try {
    return parse(text);
  } catch {
    throw new TemplateError("the template reads JSON, and what came is not JSON");
  }
}
