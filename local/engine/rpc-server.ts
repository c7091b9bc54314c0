// The gRPC server that programs talk to: Pulumi's ResourceMonitor and Engine services for the run under way.
import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import type { handleUnaryCall } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import { engineHandlers } from "./engine-service.ts";
import { EngineError } from "./errors.ts";
import { monitorHandlers } from "./monitor-service.ts";
import type { Run } from "./run.ts";

/** The SDK's own limit: what archives hold as text travels inside the messages. */
const maxMessageBytes = 400 * 1024 * 1024;

/** Methods of a service by name; what one returns or resolves to is the answer, what it throws the error. */
type Handlers = Record<string, Handler>;
// Taken from a method, so that each handler may name the message it is for.
type Handler = { handle(request: object, run: Run): unknown }["handle"];

export class RpcServer {
  /** Where programs reach it. */
  readonly address: string;
  /** Whose program is served; a call outside a run is refused. */
  run: Run | undefined;
  #server: Server;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.address = `127.0.0.1:${port}`;
    server.addService(ResourceMonitorService, this.#serve(monitorHandlers));
    server.addService(EngineService, this.#serve(engineHandlers));
  }

  static async start() {
    const server = new Server({ "grpc.max_receive_message_length": maxMessageBytes });
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
    return new RpcServer(server, port);
  }

  stop() {
    this.#server.forceShutdown();
  }

  #serve(handlers: Handlers) {
    return Object.fromEntries(Object.entries(handlers).map(([name, handle]) => [name, this.#unary(handle)]));
  }

  #unary(handle: Handler): handleUnaryCall<object, unknown> {
    return (call, answer) => {
      this.#call(handle, call.request).then(
        (response) => answer(null, response),
        (error: Error) => answer({ code: status.UNKNOWN, details: error.message }),
      );
    };
  }

  async #call(handle: Handler, request: object) {
    if (!this.run) throw new EngineError("no run is under way");
    return handle(request, this.run);
  }
}
