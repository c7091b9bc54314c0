// Takes in a request's body, up to a limit.
import type { IncomingMessage } from "node:http";
import { AwsError } from "../errors.ts";

/** The largest request of any service behind the door: DynamoDB's BatchWriteItem, 16 MB. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** @throws AwsError RequestEntityTooLargeException 413 */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) reject(tooLarge());
      else chunks.push(chunk);
    });
    request.once("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once("error", reject);
  });
}

const tooLarge = () =>
  new AwsError(
    "RequestEntityTooLargeException",
    `The request has more than the ${MAX_BODY_BYTES} bytes that any service takes.`,
    413,
  );
