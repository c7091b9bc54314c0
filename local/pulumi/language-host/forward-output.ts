// Passes what a process writes on to the engine, as it comes.
import type { ChildProcess } from "node:child_process";
import type { ServerWritableStream } from "@grpc/grpc-js";

/** The messages that carry the output of a process. */
interface Output {
  setStdout(value: Uint8Array): unknown;
  setStderr(value: Uint8Array): unknown;
}

/** Until the process ends. @param Response the class of the stream's messages */
export function forwardOutput<Request, Response extends Output>(
  { stdout, stderr }: ChildProcess,
  stream: ServerWritableStream<Request, Response>,
  Response: new () => Response,
) {
  const write = (fill: (response: Response) => void) => {
    const response = new Response();
    fill(response);
    stream.write(response);
  };
  stdout?.on("data", (chunk: Buffer) => write((response) => response.setStdout(chunk)));
  stderr?.on("data", (chunk: Buffer) => write((response) => response.setStderr(chunk)));
}
