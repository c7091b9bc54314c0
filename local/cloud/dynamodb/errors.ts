// What DynamoDB refuses, in its own words, and what an engine cannot do.
import { AwsError, CloudStartError } from "../errors.ts";

/** Code under which an engine refuses an operation that it does not have. */
export const UNKNOWN_OPERATION = "UnknownOperationException";

export const validation = (message: string) => new AwsError("ValidationException", message);

export const tableNotFound = (tableName: string) =>
  new AwsError("TableNotFoundException", `Table not found: ${tableName}`);

export const resourceNotFound = (message: string) => new AwsError("ResourceNotFoundException", message);

export const serialization = () =>
  new AwsError("SerializationException", "The request body is not a JSON object.");

/** @param feature an operation, or an option of one */
export const unsupported = (feature: string, engine: string, remedy: string) =>
  new AwsError(UNKNOWN_OPERATION, `${engine} cannot do ${feature}; ${remedy}.`);

export const engineGone = (engine: string, cause: unknown) =>
  new AwsError(
    "InternalServerError",
    `${engine} does not answer: ${cause instanceof Error ? cause.message : cause}`,
    500,
  );

/** The tables kept from an earlier run do not fit the program. */
export const schemaConflict = (tableName: string, kept: string, wanted: string) =>
  new AwsError(
    "ResourceInUseException",
    `Table ${tableName} exists with another schema. It has ${kept}; the program wants ${wanted}. ` +
      "Name the table anew, or remove the folder given by --data.",
  );

/** An engine could not be started. */
export class EngineStartError extends CloudStartError {
  override name = "EngineStartError";
}
