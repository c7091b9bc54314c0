// Runs a policy pack for the engine, and streams what it writes: the first line is the port the pack listens on.
import { type ServerWritableStream, status } from "@grpc/grpc-js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import type { RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb.js";
import { startPackProcess } from "../../policy/pack-process.ts";
import { forwardOutput } from "./forward-output.ts";
import { runtimeOptionsOf } from "./runtime-options.ts";

type Stream = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

export function runPlugin(stream: Stream) {
  const { request } = stream;
  if (request.getKind() !== "analyzer") {
    const details = `this language host runs programs and policy packs, no plugin of kind ${request.getKind()}`;
    stream.destroy(Object.assign(new Error(details), { code: status.UNIMPLEMENTED, details }));
    return;
  }
  const directory = request.getInfo()?.getProgramDirectory() || request.getProgram();
  const child = startPackProcess({
    directory,
    runtime: runtimeOptionsOf(request.getInfo()),
    args: request.getArgsList(),
    env: fromList(request.getEnvList()),
  });
  stream.once("cancelled", () => child.kill("SIGKILL"));

  forwardOutput(child, stream, language.RunPluginResponse);
  child.once("close", (code) => {
    const response = new language.RunPluginResponse();
    response.setExitcode(code ?? 1);
    stream.end(response);
  });
}

const fromList = (variables: string[]): Record<string, string> =>
  Object.fromEntries(variables.map((variable) => variable.split(/=(.*)/s).slice(0, 2)));
