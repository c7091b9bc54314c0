// What a function answers a proxy integration with.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html

export interface ProxyResponse {
  statusCode: number;
  body: unknown;
  /** The sub-protocol that the function chose. */
  subprotocol?: string;
}

const SUBPROTOCOL_HEADER = "sec-websocket-protocol";
/** A token as headers may hold it: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** @returns undefined when the answer is malformed: no object, no status, or a sub-protocol that is no token */
export function parseProxyResponse(payload: string): ProxyResponse | undefined {
  const response = parse(payload);
  if (!isRecord(response)) return undefined;
  const statusCode = Number(response.statusCode);
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599) return undefined;
  const subprotocol = chosenSubprotocol(response.headers) ?? chosenSubprotocol(response.multiValueHeaders);
  if (subprotocol !== undefined && !TOKEN.test(subprotocol)) return undefined;
  return { statusCode, body: response.body, subprotocol };
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

/** The sub-protocol that headers name. Frameworks write the header's name in any case. */
export function chosenSubprotocol(headers: unknown) {
  if (!isRecord(headers)) return undefined;
  const name = Object.keys(headers).find((key) => key.toLowerCase() === SUBPROTOCOL_HEADER);
  const value = name === undefined ? undefined : headers[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === null ? undefined : String(first);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
