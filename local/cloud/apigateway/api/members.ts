// The members of a request's body, checked as they are read, and those of a record that an answer has.
// What a member may say is for the control plane to judge; here only its type is.
import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import { badRequest, notSupported } from "../errors.ts";
import type { ApiCall } from "./api-call.ts";

export const text = v.optional(v.string());
export const flag = v.optional(v.boolean());
export const integer = v.optional(v.pipe(v.number(), v.integer()));
export const textMap = v.optional(v.record(v.string(), v.string()));

/** A member that AWS refuses for WebSocket APIs. */
export const httpOnly = v.optional(v.never("only HTTP APIs have it; leave it out"));

/** A member that AWS knows and the local cloud does not. @param what it asks for, in words */
export const notHere = (what: string) =>
  v.optional(
    v.pipe(
      v.unknown(),
      v.transform((): undefined => {
        throw notSupported(what, "leave it out");
      }),
    ),
  );

/** Members that are in no schema are passed over, as on AWS. @throws AwsError BadRequestException */
export function membersOf<Schema extends v.GenericSchema>(
  { body }: ApiCall,
  schema: Schema,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, parse(body));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw badRequest(`Invalid request input: ${v.getDotPath(issue) ?? "the body"}: ${issue.message}`);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8") || "{}");
  } catch {
    throw badRequest("Invalid request input: the body is not JSON");
  }
}

/** Those of the named members that say anything: Pulumi's provider sends an argument that is not given as empty. */
export function shown<T extends object>(record: T, names: (keyof T)[]): Partial<T> {
  const said = names.filter((name) => !saysNothing(record[name]));
  return Object.fromEntries(said.map((name) => [name, record[name]])) as Partial<T>;
}

const saysNothing = (value: unknown) => value === undefined || value === "" || isDeepStrictEqual(value, {});

/**
 * A map after an update that names some of its keys: the others stay, and an empty text takes its key away.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigatewayv2/stage.go
 * @returns undefined when the update does not name the map
 */
export function merged<T>(before: Record<string, T> = {}, patch: Record<string, T> | undefined) {
  if (!patch) return undefined;
  return Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== ""));
}

export const without = <T>(map: Record<string, T>, keys: string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));

/** @param time milliseconds since the Unix epoch */
export const timestamp = (time: number) => new Date(time).toISOString().replace(/\.\d+/, "");
