// Pulumi's Engine service: the program's log, and which resource is its root.
import engine from "@pulumi/pulumi/proto/engine_pb.js";
import type {
  LogRequest,
  RequirePulumiVersionRequest,
  SetRootResourceRequest,
} from "@pulumi/pulumi/proto/engine_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { UnsupportedError } from "./errors.ts";
import type { Run, Severity } from "./run.ts";

/** By their numbers on the wire. */
const severities: Severity[] = ["debug", "info", "warning", "error"];

export const engineHandlers = {
  log(request: LogRequest, run: Run) {
    const severity = severities[request.getSeverity()] ?? "info";
    run.log(severity, request.getMessage(), request.getUrn() || undefined);
    return new empty.Empty();
  },

  getRootResource(_: unknown, run: Run) {
    const response = new engine.GetRootResourceResponse();
    response.setUrn(run.rootUrn);
    return response;
  },

  setRootResource(request: SetRootResourceRequest, run: Run) {
    run.setRoot(request.getUrn());
    return new engine.SetRootResourceResponse();
  },

  startDebugging() {
    throw new UnsupportedError("debugging the program");
  },

  requirePulumiVersion(request: RequirePulumiVersionRequest) {
    const range = request.getPulumiVersionRange();
    throw new UnsupportedError(`requiring the Pulumi version ${range}, of which this engine has none,`);
  },
};
