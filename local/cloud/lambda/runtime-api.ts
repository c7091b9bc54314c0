// Lambda's side of the Runtime API, for one execution environment.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import type { Socket } from "node:net";
import type { ErrorReport } from "./runtime/errors.ts";
import { type HttpMessage, HttpReader } from "./runtime/http-messages.ts";
import type { Invocation } from "./runtime/runtime-client.ts";

/** What the function's process says. */
export interface RuntimeApiHandlers {
  /** The handler has settled, its answer follows. */
  returned(): void;
  /** It is ready for an invocation. */
  next(): void;
  /** @param maxMemoryKb most memory it had so far, KiB */
  response(requestId: string, body: Buffer, maxMemoryKb: number): void;
  error(requestId: string, report: ErrorReport): void;
  initError(report: ErrorReport): void;
}

const ROUTE = /^(?:GET|POST) \/2018-06-01\/runtime\/(init|invocation)\/([^/ ]+)(?:\/(\w+))? HTTP\/1\.1$/;
const ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
const NOT_FOUND = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

export class RuntimeApi {
  readonly #socket: Socket;
  /** Answers to posts wait for the next invocation: one write less per call, and a frozen process sleeps on. */
  #owed = "";

  /** @param socket our end of a connection that no other process can reach */
  constructor(socket: Socket, handlers: RuntimeApiHandlers) {
    this.#socket = socket;
    const reader = new HttpReader();
    // The process is gone, which its exit tells in more detail.
    socket.on("error", () => socket.destroy());
    // What the process logged before this write is in its pipes by now, and read in this turn of the event
    // loop: log lines therefore stand before the end of the invocation that wrote them.
    socket.on("data", (chunk) => {
      const messages = reader.push(chunk);
      // At once: a call that the handler left behind may be read later in this very turn.
      if (messages.some(isReturned)) handlers.returned();
      setImmediate(() => messages.forEach((message) => this.#dispatch(message, handlers)));
    });
  }

  /** Answers the process's `next`. */
  send({ requestId, functionArn, deadline, payload }: Invocation) {
    this.#socket.write(
      `${this.#owed}HTTP/1.1 200 OK\r\n` +
        `Lambda-Runtime-Aws-Request-Id: ${requestId}\r\n` +
        `Lambda-Runtime-Deadline-Ms: ${deadline}\r\n` +
        `Lambda-Runtime-Invoked-Function-Arn: ${functionArn}\r\n` +
        `Content-Type: application/json\r\n` +
        `Content-Length: ${Buffer.byteLength(payload)}\r\n\r\n${payload}`,
    );
    this.#owed = "";
  }

  close() {
    this.#socket.destroy();
  }

  #dispatch({ startLine, headers, body }: HttpMessage, handlers: RuntimeApiHandlers) {
    const [, phase, id = "", kind] = ROUTE.exec(startLine) ?? [];
    if (phase === "invocation" && id === "next") return handlers.next();
    if (kind === "returned") return;
    if (phase === "invocation" && kind === "response") {
      handlers.response(id, body, Number(headers.get("lambda-runtime-max-memory-used") ?? 0));
    } else if (phase === "invocation" && kind === "error") {
      handlers.error(id, parseReport(body));
    } else if (phase === "init" && id === "error") {
      handlers.initError(parseReport(body));
    } else {
      this.#owed += NOT_FOUND;
      return;
    }
    this.#owed += ACCEPTED;
  }
}

const isReturned = ({ startLine }: HttpMessage) => startLine.includes("/returned ");

function parseReport(body: Buffer): ErrorReport {
  const report: Partial<ErrorReport> = JSON.parse(body.toString("utf8"));
  return {
    errorType: String(report.errorType),
    errorMessage: String(report.errorMessage),
    trace: report.trace?.map(String) ?? [],
  };
}
