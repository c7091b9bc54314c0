// What an engine asks of the provider as a whole: who it is, and how one instance of it is configured.
import aws from "@pulumi/aws/package.json" with { type: "json" };
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import type {
  CheckRequest,
  ConfigureRequest,
  DiffRequest,
  ProviderHandshakeRequest,
} from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type { Call } from "../../engine/grpc.ts";
import { providerResources } from "../../engine/provider-resources.ts";
import { decode } from "../../engine/wire.ts";
import type { Connections } from "./connections.ts";
import { toCheckResponse, toDiffResponse } from "./responses.ts";

const type = "pulumi:providers:aws";

export function pluginHandlers(connections: Connections) {
  return {
    handshake(request: ProviderHandshakeRequest, call: Call) {
      connections.of(call).directory = request.getProgramDirectory() || process.cwd();
      return new provider.ProviderHandshakeResponse();
    },

    attach: () => new empty.Empty(),

    /** The version that the program's package asks for, so that the CLI has nothing to warn of. */
    getPluginInfo() {
      const info = new plugin.PluginInfo();
      info.setVersion(aws.version);
      return info;
    },

    async checkConfig(request: CheckRequest, call: Call) {
      const { directory } = connections.of(call);
      const news = decode(request.getNews(), directory);
      return toCheckResponse(
        await providerResources.check({ type, urn: request.getUrn(), news, preview: false }),
      );
    },

    async diffConfig(request: DiffRequest, call: Call) {
      const { directory } = connections.of(call);
      const oldInputs = decode(request.getOldInputs(), directory);
      const oldOutputs = decode(request.getOlds(), directory);
      const newInputs = decode(request.getNews(), directory);
      const subject = { type, urn: request.getUrn(), id: request.getId() };
      const diff = await providerResources.diff({ ...subject, oldInputs, oldOutputs, newInputs });
      return toDiffResponse(diff, oldInputs, newInputs);
    },

    /** Secrets and resource references stay with the engine: it opens them before, and marks the answers after. */
    configure(request: ConfigureRequest, call: Call) {
      const connection = connections.of(call);
      const { region } = decode(request.getArgs(), connection.directory);
      if (typeof region === "string") connection.region = region;
      const response = new provider.ConfigureResponse();
      response.setSupportspreview(true);
      return response;
    },

    /** Every call is done within moments, and what has begun is better finished than half done. */
    cancel: () => new empty.Empty(),
  };
}
