// The `runtime.options` of what is to be run, as the engine passes them on.
import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb.js";
import { readRuntimeOptions, type RuntimeOptions } from "../../engine/project.ts";

export const runtimeOptionsOf = (info: ProgramInfo | undefined): RuntimeOptions =>
  readRuntimeOptions(info?.getOptions()?.toJavaScript() ?? {});
