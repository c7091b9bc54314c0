// A language host for Node.js programs and policy packs, for a Pulumi CLI that comes without one. The CLI starts
// it with the engine's address as last argument, and reads the port of its server from the first line it writes.
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { implement, listen } from "../../engine/grpc.ts";
import { hostHandlers } from "./host-handlers.ts";
import { installDependencies } from "./install.ts";
import { runPlugin } from "./policy-pack.ts";
import { programHandlers } from "./program-handlers.ts";

const engine = process.argv.at(-1) ?? "";

const { server, port } = await listen();
server.addService(LanguageRuntimeService, {
  ...implement({ ...hostHandlers, ...programHandlers(engine) }),
  installDependencies,
  runPlugin,
});
process.stdout.write(`${port}\n`);

// The engine ends its plugins; when it has died itself, its end of the pipe is closed.
process.stdin.resume().once("end", () => process.exit());
