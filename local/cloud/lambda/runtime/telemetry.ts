// How a function's log lines leave its process: framed, so that a message of many lines stays one log event,
// and written at once, so that the last words before a crash arrive.
// https://github.com/aws/aws-lambda-nodejs-runtime-interface-client (telemetry file descriptor)
import { writeSync } from "node:fs";

/** The file descriptor after stdin, stdout and stderr. */
export const TELEMETRY_FD = 3;

/** Each frame is its length in bytes, 32 bits big-endian, and that much UTF-8. */
const HEADER_BYTES = 4;

export function writeTelemetry(message: string) {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + Buffer.byteLength(message));
  frame.writeUInt32BE(frame.length - HEADER_BYTES);
  frame.write(message, HEADER_BYTES);
  for (let written = 0; written < frame.length;) written += writeSync(TELEMETRY_FD, frame, written);
}

/** Cuts a byte stream into the messages of its frames. */
export class TelemetryReader {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): string[] {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const messages: string[] = [];
    while (this.#rest.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + this.#rest.readUInt32BE();
      if (this.#rest.length < end) break;
      messages.push(this.#rest.toString("utf8", HEADER_BYTES, end));
      this.#rest = this.#rest.subarray(end);
    }
    return messages;
  }
}
