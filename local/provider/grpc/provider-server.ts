// Serves a provider to the Pulumi CLI, which attaches to it by PULUMI_DEBUG_PROVIDERS.
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { implement, listen } from "../../engine/grpc.ts";
import type { Provider } from "../provider.ts";
import { Connections } from "./connections.ts";
import { pluginHandlers } from "./plugin-handlers.ts";
import { resourceHandlers } from "./resource-handlers.ts";

/** Resolves with the port, on 127.0.0.1, and what ends the server. */
export async function serveProvider(provider: Provider): Promise<{ port: number; stop: () => void }> {
  const { server, port } = await listen();
  const connections = new Connections();
  server.addService(
    ResourceProviderService,
    implement({ ...pluginHandlers(connections), ...resourceHandlers(provider, connections) }),
  );
  return { port, stop: () => server.forceShutdown() };
}
