// gRPC as Pulumi's processes speak it to each other: a server on a free port of this machine, calls with one answer.
import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import type { handleUnaryCall, ServerErrorResponse, ServerUnaryCall } from "@grpc/grpc-js";

/** The SDK's own limit: what archives hold as text travels inside the messages. */
const maxMessageBytes = 400 * 1024 * 1024;

export type Call = ServerUnaryCall<object, unknown>;

/** Methods of a service by name; what one returns or resolves to is the answer, what it throws the error. */
export type Handlers = Record<string, Handler>;
// Taken from a method, so that each handler may name the message it is for.
type Handler = { handle(request: object, call: Call): unknown }["handle"];

/** A server on a free port of 127.0.0.1, for messages of the size that Pulumi allows. */
export async function listen(): Promise<{ server: Server; port: number }> {
  const server = new Server({ "grpc.max_receive_message_length": maxMessageBytes });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { server, port };
}

/** The implementation of a service. An error with a gRPC code goes out as it is, others with their message. */
export function implement(handlers: Handlers) {
  return Object.fromEntries(Object.entries(handlers).map(([name, handle]) => [name, unary(handle)]));
}

function unary(handle: Handler): handleUnaryCall<object, unknown> {
  return (call, answer) => {
    Promise.resolve()
      .then(() => handle(call.request, call))
      .then(
        (response) => answer(null, response),
        (error: Error) => answer(isStatus(error) ? error : { code: status.UNKNOWN, details: error.message }),
      );
  };
}

const isStatus = (error: Error): error is ServerErrorResponse => "code" in error && "details" in error;
