// What the query protocol itself refuses, in the words that its services share.
import { AwsError } from "../errors.ts";

/** A parameter that is missing, or is not what it has to be. @param problem a sentence that names the parameter */
export const validationError = (problem: string) =>
  new AwsError("ValidationError", `1 validation error detected: ${problem}`);

/** @param known the operations that are there */
export const unknownAction = (action: string, version: string, known: Iterable<string>) =>
  new AwsError(
    "InvalidAction",
    `Could not find operation ${action} for version ${version}. The local cloud has ${[...known].join(", ")}.`,
  );
