// Requests of a program: answered by the shim, or passed to the engine and back byte for byte.
import { crc32 } from "node:zlib";
import type { AuthenticatedRequest, ServiceResponse } from "../front-door/service.ts";
import { authorize } from "./authorize.ts";
import { errorOf, send } from "./engine-calls.ts";
import { serialization, UNKNOWN_OPERATION, unsupported } from "./errors.ts";
import { operations } from "./operations.ts";
import type { Shim } from "./shim.ts";
import { tableArnPrefix } from "./table-description.ts";

const OLD_ITEM = /"ReturnValuesOnConditionCheckFailure"\s*:\s*"ALL_OLD"/;

/** @throws AwsError what the shim refuses; what the engine refuses comes back as its response */
export async function handle(shim: Shim, request: AuthenticatedRequest): Promise<ServiceResponse> {
  const { headers, body, principal } = request;
  const target = String(headers["x-amz-target"] ?? "");
  const operation = target.slice(target.indexOf(".") + 1);
  const own = operations.get(operation);
  // The root may do everything: no need to look into what it asks.
  if (principal.kind !== "root") {
    await authorize(shim, request, operation, parse(body));
  }
  return own ? json(await own(shim, parse(body))) : pass(shim, target, operation, body);
}

async function pass(shim: Shim, target: string, operation: string, body: Buffer): Promise<ServiceResponse> {
  const { engine } = shim;
  if (engine.lacks.oldItemOnFailedCondition && OLD_ITEM.test(body.toString("latin1"))) {
    throw unsupported("ReturnValuesOnConditionCheckFailure ALL_OLD", engine.name, engine.remedy);
  }
  const response = await send(engine, target, withTableNames(shim, body));
  if (response.status === 400 && errorOf(response).code === UNKNOWN_OPERATION) {
    throw unsupported(operation, engine.name, engine.remedy);
  }
  return response;
}

/** Programs may name a table by its ARN; engines do not know our account and region. */
function withTableNames({ context }: Shim, body: Buffer) {
  const prefix = `"${tableArnPrefix(context)}`;
  if (!body.includes(prefix)) return body;
  return Buffer.from(body.toString().replace(new RegExp(`("TableName"\\s*:\\s*)${prefix}`, "g"), '$1"'));
}

function parse(body: Buffer) {
  try {
    const input = JSON.parse(body.toString());
    if (typeof input === "object" && input !== null) return input;
  } catch {
    // Not JSON at all is refused in the same words.
  }
  throw serialization();
}

function json(output: object): ServiceResponse {
  const body = Buffer.from(JSON.stringify(output));
  return {
    status: 200,
    headers: { "content-type": "application/x-amz-json-1.0", "x-amz-crc32": String(crc32(body)) },
    body,
  };
}
