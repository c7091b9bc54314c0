// The gRPC server that programs talk to: Pulumi's ResourceMonitor and Engine services for the run under way.
import type { Server } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import { engineHandlers } from "./engine-service.ts";
import { EngineError } from "./errors.ts";
import { implement, listen } from "./grpc.ts";
import { monitorHandlers } from "./monitor-service.ts";
import type { Run } from "./run.ts";

/** Methods of a service by name, each for one run. */
type RunHandlers = Record<string, RunHandler>;
// Taken from a method, so that each handler may name the message it is for.
type RunHandler = { handle(request: object, run: Run): unknown }["handle"];

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
    const { server, port } = await listen();
    return new RpcServer(server, port);
  }

  stop() {
    this.#server.forceShutdown();
  }

  #serve(handlers: RunHandlers) {
    return implement(
      Object.fromEntries(
        Object.entries(handlers).map(([name, handle]) => [
          name,
          (request: object) => this.#call(handle, request),
        ]),
      ),
    );
  }

  #call(handle: RunHandler, request: object) {
    if (!this.run) throw new EngineError("no run is under way");
    return handle(request, this.run);
  }
}
