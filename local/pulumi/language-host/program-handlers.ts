// Runs a program for the engine.
import language from "@pulumi/pulumi/proto/language_pb.js";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import { startProgram } from "../../engine/program.ts";
import { runtimeOptionsOf } from "./runtime-options.ts";

/** With it the SDK's runner ends when it has told the engine itself what is wrong. */
const EXIT_REPORTED = 32;

export const programHandlers = (engine: string) => ({
  async run(request: RunRequest) {
    const program = startProgram({
      project: projectOf(request),
      stack: request.getStack(),
      organization: request.getOrganization(),
      config: {
        values: Object.fromEntries(request.getConfigMap().toArray()),
        secretKeys: request.getConfigsecretkeysList(),
      },
      preview: request.getDryrun(),
      parallel: request.getParallel(),
      ...{ monitor: request.getMonitorAddress(), engine },
      onLine: (stream, line) => process[stream].write(`${line}\n`),
    });
    const code = await program.exited;

    const response = new language.RunResponse();
    if (code === EXIT_REPORTED) response.setBail(true);
    else if (code === null) response.setError("the program was ended before it was through");
    else if (code !== 0) response.setError(`the program exited with code ${code}`);
    return response;
  },
});

function projectOf(request: RunRequest) {
  const info = request.getInfo();
  return {
    name: request.getProject(),
    directory: info?.getRootDirectory() ?? request.getPwd(),
    programDirectory: info?.getProgramDirectory() ?? request.getPwd(),
    entry: info?.getEntryPoint() || ".",
    ...runtimeOptionsOf(info),
  };
}
