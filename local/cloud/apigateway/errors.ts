// What the control plane refuses with: AWS's error types, worded for who wrote the program.
import { AwsError } from "../errors.ts";

export const badRequest = (message: string) => new AwsError("BadRequestException", message, 400);

/** @param kind as AWS names it in the message, such as `Route` */
export const notFound = (kind: string, id: string) =>
  new AwsError("NotFoundException", `Invalid ${kind} identifier specified ${id}`, 404);

export const conflict = (message: string) => new AwsError("ConflictException", message, 409);

/** Something that AWS has and this gateway does not: refused, because ignoring it would lie. */
export const notSupported = (what: string, remedy: string) =>
  new AwsError(
    "NotImplementedException",
    `${what} is not supported by the local API Gateway; ${remedy}`,
    501,
  );
