// Installs what a program needs, for `pulumi new` and `pulumi install`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ServerWritableStream, status } from "@grpc/grpc-js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import type {
  InstallDependenciesRequest,
  InstallDependenciesResponse,
} from "@pulumi/pulumi/proto/language_pb.js";
import { forwardOutput } from "./forward-output.ts";

type Stream = ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>;

export async function installDependencies(stream: Stream) {
  const directory = stream.request.getDirectory();
  const command = existsSync(join(directory, "package-lock.json")) ? "ci" : "install";
  const npm = spawn("npm", [command, "--no-audit", "--no-fund"], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
  });
  stream.once("cancelled", () => npm.kill());
  forwardOutput(npm, stream, language.InstallDependenciesResponse);
  try {
    const [code] = (await once(npm, "close")) as [number | null];
    if (code === 0) stream.end();
    else fail(stream, `npm ${command} in ${directory} exited with code ${code}; what it wrote stands above`);
  } catch (error) {
    fail(stream, `npm cannot be run (${String(error)}): it comes with Node.js, and must be on PATH`);
  }
}

const fail = (stream: Stream, details: string) =>
  stream.destroy(Object.assign(new Error(details), { code: status.UNKNOWN, details }));
