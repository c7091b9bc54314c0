// Runs a policy pack for the engine, and streams what it writes: the first line is the port the pack listens on.
import { spawn } from "node:child_process";
import { type ServerWritableStream, status } from "@grpc/grpc-js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import type { RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb.js";
import { locateRunner, runtimeEnvironment } from "../../engine/program.ts";
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
  const options = runtimeOptionsOf(request.getInfo());
  const child = spawn(
    process.execPath,
    [
      ...options.nodeArguments,
      locateRunner(directory, "run-policy-pack"),
      ...request.getArgsList(),
      directory,
    ],
    {
      // Where the pack looks for its package.json.
      cwd: directory,
      env: { ...process.env, ...fromList(request.getEnvList()), ...runtimeEnvironment(options) },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  stream.once("cancelled", kill);

  child.stdout.on("data", (chunk: Buffer) => stream.write(answer((response) => response.setStdout(chunk))));
  child.stderr.on("data", (chunk: Buffer) => stream.write(answer((response) => response.setStderr(chunk))));
  child.once("close", (code) => {
    process.off("exit", kill);
    stream.write(answer((response) => response.setExitcode(code ?? 1)));
    stream.end();
  });
}

function answer(fill: (response: RunPluginResponse) => void) {
  const response = new language.RunPluginResponse();
  fill(response);
  return response;
}

const fromList = (variables: string[]) =>
  Object.fromEntries(variables.map((variable) => variable.split(/=(.*)/s).slice(0, 2)));
