// What can be wrong around a function: its environment, or the rows of its table.
import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** A variable that the function cannot work without is not set. */
export class MissingVariableError extends Error {
  override name = "MissingVariableError";

  constructor(variable: string) {
    super(`the environment variable ${variable} is not set; set it in the function's environment`);
  }
}

/** An item of the table lacks an attribute that we write in every one. */
export class MalformedItemError extends Error {
  override name = "MalformedItemError";

  constructor(item: Record<string, AttributeValue>, attribute: string) {
    super(`the item ${item.pk?.S} / ${item.sk?.S} has no valid ${attribute}; delete it`);
  }
}
