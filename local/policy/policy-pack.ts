// The policy pack that judges what a program makes: found, configured for a stack, and asked.
import { existsSync } from "node:fs";
import { join } from "node:path";
import analyzerPb, { type AnalyzeDiagnostic, type PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { readRuntimeOptions } from "../engine/project.ts";
import type { Diagnostic, RunResult } from "../engine/run-result.ts";
import { isObject, readYaml } from "../engine/yaml-file.ts";
import { Analyzer } from "./analyzer.ts";
import { PolicyError } from "./errors.ts";
import { readPackConfig } from "./pack-config.ts";

const MANIFEST = "PulumiPolicy.yaml";

/** How the SDK tells that a rule came upon a value that a preview does not know. */
const UNDECIDED = /^can't run policy '(.+?)'/;

export class PolicyPack {
  readonly #analyzer: Analyzer;
  readonly #rules: Map<string, PolicyInfo>;

  private constructor(analyzer: Analyzer, rules: PolicyInfo[]) {
    this.#analyzer = analyzer;
    this.#rules = new Map(rules.map((rule) => [rule.getName(), rule]));
  }

  /** Whether there is a pack in `directory`. */
  static isIn(directory: string) {
    return existsSync(join(directory, MANIFEST));
  }

  /**
   * Starts the pack in `directory` with its config for `stack`, `config.{stack}.json` beside it.
   *
   * @throws PolicyError when it does not start, or its config is not valid
   */
  static async start(directory: string, stack: string): Promise<PolicyPack> {
    const analyzer = await Analyzer.start(directory, runtimeOf(directory));
    try {
      const rules = (await analyzer.info()).getPoliciesList();
      await analyzer.configure(readPackConfig(join(directory, `config.${stack}.json`), rules));
      return new PolicyPack(analyzer, rules);
    } catch (error) {
      analyzer.stop();
      throw error;
    }
  }

  /** The result with what the rules say of its resources: a violation of a mandatory one is an error. */
  async judge(result: RunResult): Promise<RunResult> {
    if (!result.ok) return result;
    const found = await this.#analyzer.analyze(result.resources);
    const violations = found.filter((each) => !UNDECIDED.test(each.getMessage())).map(this.#toDiagnostic);
    const diagnostics = [...result.diagnostics, ...violations, ...undecided(found)];
    return { ...result, diagnostics, ok: diagnostics.every(({ severity }) => severity !== "error") };
  }

  stop() {
    this.#analyzer.stop();
  }

  #toDiagnostic = (violation: AnalyzeDiagnostic): Diagnostic => {
    const rule = this.#rules.get(violation.getPolicyname());
    // The SDK puts the rule's description before what the rule reported.
    const reported = violation.getMessage().split("\n").at(-1);
    const lines = [
      `${violation.getPolicyname()}: ${reported}`,
      `Why: ${violation.getDescription()} ${rule?.getUrl() ?? ""}`,
      `To mend it: ${rule?.getRemediationSteps() || "see the rule"}`,
    ];
    const isMandatory = violation.getEnforcementlevel() === analyzerPb.EnforcementLevel.MANDATORY;
    return {
      severity: isMandatory ? "error" : "warning",
      ...(violation.getUrn() && { urn: violation.getUrn() }),
      message: lines.join("\n"),
    };
  };
}

function runtimeOf(directory: string) {
  const fields = readYaml(join(directory, MANIFEST));
  if (!fields) throw new PolicyError(`no ${MANIFEST} in ${directory}: a policy pack starts with one`);
  const { runtime } = fields;
  const { name, options } = isObject(runtime) ? runtime : { name: runtime, options: {} };
  if (name !== "nodejs") {
    throw new PolicyError(
      `${join(directory, MANIFEST)}: "runtime" is ${JSON.stringify(name)}, must be "nodejs"`,
    );
  }
  return readRuntimeOptions(isObject(options) ? options : {});
}

/** One warning for all that only a start decides: a preview of something new has dozens. */
function undecided(found: AnalyzeDiagnostic[]): Diagnostic[] {
  const names = new Set(found.flatMap((each) => UNDECIDED.exec(each.getMessage())?.[1] ?? []));
  if (names.size === 0) return [];
  const message = `values that a preview does not know leave open: ${[...names].sort().join(", ")}`;
  return [{ severity: "warning", message }];
}
