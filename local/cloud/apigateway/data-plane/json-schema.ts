// JSON Schema, draft 4, which models are written in.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
import draft4 from "ajv-draft-04";
import { badRequest } from "../errors.ts";

/** Says what is wrong with a message; undefined when nothing is. */
export type Check = (message: string) => string | undefined;

/**
 * @param schema JSON text
 * @param name of the model, for the error
 * @throws AwsError BadRequestException when it is no schema of draft 4
 */
export function compileSchema(schema: string, name: string): Check {
  // An instance of its own, since two models may have the same `id`. AWS does not say which formats it checks.
  const ajv = new draft4.default({ strict: false, logger: false, validateFormats: false });
  try {
    const accepts = ajv.compile(JSON.parse(schema) as object);
    return (message) => {
      const body = parse(message);
      if (body === undefined) return "it is not JSON";
      return accepts(body) ? undefined : ajv.errorsText(accepts.errors, { dataVar: "the message" });
    };
  } catch (error) {
    throw badRequest(
      `the schema of the model ${name} is not JSON Schema draft 4: ${(error as Error).message}`,
    );
  }
}

function parse(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
