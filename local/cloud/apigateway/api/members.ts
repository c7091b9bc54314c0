// The members of a request's body, checked as they are read. What a member may say is for the control plane to judge;
// here only its type is.
import * as v from "valibot";
import { badRequest, notSupported } from "../errors.ts";
import type { ApiCall } from "./api-call.ts";

export const text = v.optional(v.string());
export const flag = v.optional(v.boolean());
export const integer = v.optional(v.pipe(v.number(), v.integer()));
export const textMap = v.optional(v.record(v.string(), v.string()));

/** A member that AWS refuses for WebSocket APIs. */
export const httpOnly = v.optional(v.never("only HTTP APIs have it; leave it out"));

/** A member that AWS knows and the local cloud does not: refused unless it is off. @param what it asks for, in words */
export const notHere = (what: string) =>
  v.optional(
    v.pipe(
      v.unknown(),
      v.transform((value): undefined => {
        if (value) throw notSupported(what, "leave it out");
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
