// The engine: runs Pulumi programs in this process against one provider, and keeps their state in memory.
import type { Provider } from "../provider/provider.ts";
import { readConfig } from "./config.ts";
import { Deployment } from "./deployment.ts";
import { EngineError } from "./errors.ts";
import { startProgram } from "./program.ts";
import type { Program } from "./program.ts";
import { readProject } from "./project.ts";
import { RpcServer } from "./rpc-server.ts";
import type { LogLine, RunEvent, RunResult } from "./run-result.ts";
import { Run } from "./run.ts";
import { State } from "./state.ts";

export interface RunOptions {
  /** The folder with Pulumi.yaml. */
  directory: string;
  stack: string;
  /** Configuration over that of the stack's file: by `ns:name`, or `name` for the project's own. */
  config?: Record<string, unknown>;
  /** Tells what a run would do, and does nothing. */
  preview: boolean;
  onEvent?: (event: RunEvent) => void;
  /** What the program says by the way, line by line; warnings and errors come by `onEvent`. */
  onLog?: (line: LogLine) => void;
}

export class Engine {
  #provider: Provider;
  /** By stack and project. */
  #states = new Map<string, State>();
  #server: Promise<RpcServer> | undefined;
  #program: Program | undefined;
  #isRunning = false;

  constructor({ provider }: { provider: Provider }) {
    this.#provider = provider;
  }

  /**
   * Runs a program once. What goes wrong with its resources or in the program is told by the result; throws
   * a ProjectError when there is no program to run or its configuration is not valid.
   */
  async run(options: RunOptions): Promise<RunResult> {
    if (this.#isRunning) throw new EngineError("a run is under way: await it, or cancel it first");
    this.#isRunning = true;
    try {
      return await this.#run(options);
    } finally {
      this.#isRunning = false;
    }
  }

  /** Ends the program of the run under way, if any; the run's result then is not ok. */
  cancel() {
    this.#program?.kill();
  }

  /** Ends everything; the state is forgotten. */
  async stop() {
    this.cancel();
    (await this.#server)?.stop();
    this.#server = undefined;
    this.#states.clear();
  }

  async #run({ directory, stack, config: overrides, preview, ...listeners }: RunOptions) {
    const started = performance.now();
    const project = readProject(directory);
    const config = readConfig(project, stack, overrides);
    const state = this.#stateOf(`${stack}/${project.name}`);
    const deployment = new Deployment({
      provider: this.#provider,
      state: preview ? state.copy() : state,
      place: { stack, project: project.name, directory: project.programDirectory },
      preview,
      onEvent: listeners.onEvent ?? (() => {}),
    });
    const run = new Run(deployment, config, listeners.onLog ?? (() => {}));

    const server = await (this.#server ??= RpcServer.start());
    const { address } = server;
    const onLine = run.write.bind(run);
    server.run = run;
    try {
      const program = startProgram({
        ...{ project, stack, config, preview, onLine },
        ...{ monitor: address, engine: address },
      });
      this.#program = program;
      void deployment.stopped.then(program.kill);
      run.exitedWith(await program.exited);
    } finally {
      this.#program = undefined;
      server.run = undefined;
    }
    await deployment.idle();
    if (deployment.record.ok) await run.finish();
    return resultOf(run, started);
  }

  #stateOf(key: string) {
    const state = this.#states.get(key) ?? new State();
    this.#states.set(key, state);
    return state;
  }
}

function resultOf({ deployment, rootUrn, loadedAt, endedAt }: Run, started: number): RunResult {
  const now = performance.now();
  const loaded = loadedAt ?? now;
  const { record } = deployment;
  return {
    ok: record.ok,
    outputs: deployment.find(rootUrn)?.outputs ?? {},
    steps: record.steps,
    resources: deployment.resources,
    diagnostics: record.diagnostics,
    durations: { load: loaded - started, program: (endedAt ?? now) - loaded, total: now - started },
  };
}
