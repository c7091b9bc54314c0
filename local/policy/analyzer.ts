// A running policy pack, as an engine asks it.
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import analyzerGrpc from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import type {
  AnalyzeDiagnostic,
  AnalyzeResponse,
  AnalyzerInfo,
  ConfigureAnalyzerRequest,
} from "@pulumi/pulumi/proto/analyzer_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type { RuntimeOptions } from "../engine/project.ts";
import type { Resource } from "../engine/state.ts";
import { PolicyError } from "./errors.ts";
import { startPackProcess } from "./pack-process.ts";
import { toAnalyzeRequest, toStackRequest } from "./requests.ts";

/** The pack is told where the engine is, and has nothing to say to it. */
const NO_ENGINE = "127.0.0.1:0";

type Callback<Response> = (error: ServiceError | null, response: Response) => void;

export class Analyzer {
  readonly #client: analyzerGrpc.AnalyzerClient;
  readonly #end: () => void;

  private constructor(port: number, end: () => void) {
    this.#client = new analyzerGrpc.AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    this.#end = end;
  }

  /** @throws PolicyError with what the pack wrote when it does not start */
  static async start(directory: string, runtime: RuntimeOptions): Promise<Analyzer> {
    const child = startPackProcess({ directory, runtime, args: [NO_ENGINE] });
    const errors = text(child.stderr);
    const ended = once(child, "close").then(() => undefined);
    const firstLine = once(createInterface({ input: child.stdout }), "line").then(([line]) => Number(line));
    const port = await Promise.race([firstLine, ended]);
    if (!port) throw new PolicyError(`the policy pack in ${directory} does not start:\n${await errors}`);
    return new Analyzer(port, () => child.kill("SIGKILL"));
  }

  info(): Promise<AnalyzerInfo> {
    return answerOf((callback) => this.#client.getAnalyzerInfo(new empty.Empty(), callback));
  }

  async configure(request: ConfigureAnalyzerRequest) {
    await answerOf<empty.Empty>((callback) => this.#client.configure(request, callback));
  }

  /** What the rules have to say of each resource, and of all of them together. */
  async analyze(resources: Resource[]): Promise<AnalyzeDiagnostic[]> {
    const stack = answerOf<AnalyzeResponse>((callback) =>
      this.#client.analyzeStack(toStackRequest(resources), callback),
    );
    const each = resources.map(async (resource) => {
      const request = toAnalyzeRequest(resource);
      const response = await answerOf<AnalyzeResponse>((callback) => this.#client.analyze(request, callback));
      // The pack leaves out of which one: it was asked about no other.
      return response.getDiagnosticsList().map((diagnostic) => diagnostic.setUrn(resource.urn));
    });
    const diagnostics = await Promise.all([...each, stack.then((response) => response.getDiagnosticsList())]);
    return diagnostics.flat();
  }

  stop() {
    this.#client.close();
    this.#end();
  }
}

function answerOf<Response>(call: (callback: Callback<Response>) => unknown): Promise<Response> {
  return new Promise((resolve, reject) =>
    call((error, response) => (error ? reject(new PolicyError(error.details)) : resolve(response))),
  );
}
