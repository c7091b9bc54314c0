// The function's side of the Runtime API: one kept-alive connection, on which an answer and the poll for the
// next invocation leave in one write. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { Socket } from "node:net";
import type { ErrorReport } from "./errors.ts";
import { HttpReader, type HttpMessage } from "./http-messages.ts";

/** The file descriptor of our end; the other is Lambda's, and no third process can reach either. */
export const RUNTIME_API_FD = 4;

const NEXT = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: lambda\r\n\r\n";

export interface Invocation {
  requestId: string;
  functionArn: string;
  /** When the time limit ends it, milliseconds since the Unix epoch. */
  deadline: number;
  /** JSON text. */
  payload: string;
}

export class RuntimeClient {
  readonly #socket = new Socket({ fd: RUNTIME_API_FD });

  /** @param invoked called for each invocation; the next comes only after an answer */
  constructor(invoked: (invocation: Invocation) => void) {
    const reader = new HttpReader();
    this.#socket.on("data", (chunk) => {
      for (const invocation of reader.push(chunk).flatMap(parseInvocation)) {
        // A handler may wait for the event loop to run empty, which our own connection must not prevent.
        this.#socket.unref();
        invoked(invocation);
      }
    });
    // The cloud is gone; nobody will ask again.
    this.#socket.on("error", () => process.exit(1));
    this.#socket.on("close", () => process.exit(1));
  }

  next() {
    this.#write(NEXT);
  }

  /**
   * Tells that the handler has settled, before anything else leaves that it set off and did not wait for. Not a part
   * of AWS's Runtime API: there the process is frozen soon enough.
   */
  returned(requestId: string) {
    this.#write(post(`invocation/${requestId}/returned`, ""));
  }

  /** @param body JSON text */
  respond(requestId: string, body: string) {
    const memory = `Lambda-Runtime-Max-Memory-Used: ${process.resourceUsage().maxRSS}\r\n`;
    this.#write(post(`invocation/${requestId}/response`, body, memory) + NEXT);
  }

  fail(requestId: string, error: ErrorReport) {
    this.#write(post(`invocation/${requestId}/error`, JSON.stringify(error)) + NEXT);
  }

  /** Reports the error that ends this process, of the invocation if there is one, and ends it. */
  crash(requestId: string | undefined, error: ErrorReport, exitCode: number) {
    const path = requestId ? `invocation/${requestId}/error` : "init/error";
    this.#socket.removeAllListeners("close");
    this.#socket.end(post(path, JSON.stringify(error)), () => process.exit(exitCode));
    this.#socket.ref();
  }

  #write(text: string) {
    this.#socket.ref();
    this.#socket.write(text);
  }
}

function post(path: string, body: string, headers = "") {
  const length = Buffer.byteLength(body);
  return `POST /2018-06-01/runtime/${path} HTTP/1.1\r\nHost: lambda\r\n${headers}Content-Length: ${length}\r\n\r\n${body}`;
}

/** Answers to our posts carry no request id and need no answer. */
function parseInvocation({ headers, body }: HttpMessage): Invocation[] {
  const requestId = headers.get("lambda-runtime-aws-request-id");
  if (!requestId) return [];
  const functionArn = headers.get("lambda-runtime-invoked-function-arn") ?? "";
  const deadline = Number(headers.get("lambda-runtime-deadline-ms"));
  return [{ requestId, functionArn, deadline, payload: body.toString("utf8") }];
}
