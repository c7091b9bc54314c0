// Calls of the shim itself to its engine, as objects instead of bytes.
import { AwsError } from "../errors.ts";
import { API, type Engine, type EngineResponse } from "./engine.ts";
import { engineGone } from "./errors.ts";

/** @throws AwsError InternalServerError when the engine does not answer */
export async function send(engine: Engine, target: string, body: Buffer): Promise<EngineResponse> {
  try {
    return await engine.send(target, body);
  } catch (cause) {
    throw engineGone(engine.name, cause);
  }
}

/** @throws AwsError what the engine refuses */
export async function call<Output>(engine: Engine, operation: string, input: object): Promise<Output> {
  const response = await send(engine, `${API}.${operation}`, Buffer.from(JSON.stringify(input)));
  if (response.status !== 200) throw errorOf(response);
  return JSON.parse(response.body.toString());
}

/** `__type` carries the shape's full name; clients and we read what follows the `#`. */
export function errorOf({ status, body }: EngineResponse): AwsError {
  const text = body.toString();
  try {
    const { __type = "", message = "" } = JSON.parse(text) as { __type?: string; message?: string };
    return new AwsError(__type.slice(__type.indexOf("#") + 1), message, status);
  } catch {
    return new AwsError("InternalServerError", `The engine answered ${status}: ${text}`, 500);
  }
}
