// The policy pack that judges what a program makes: found, configured for a stack, and asked.
import { existsSync } from "node:fs";
import { join } from "node:path";
import analyzerPb, { type AnalyzeDiagnostic, type PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { readRuntimeOptions } from "../engine/project.ts";
import type { Diagnostic, RunResult } from "../engine/run-result.ts";
import { parseUrn } from "../engine/urn.ts";
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

  /**
   * The result with what the rules say of its resources: a violation of a mandatory one is an error.
   *
   * @param verbose names what a preview leaves open; else it is counted
   */
  async judge(result: RunResult, { verbose } = { verbose: false }): Promise<RunResult> {
    if (!result.ok) return result;
    const found = await this.#analyzer.analyze(result.resources);
    const violations = found.filter((each) => !UNDECIDED.test(each.getMessage())).map(this.#toDiagnostic);
    const open = this.#undecided(found, verbose);
    const diagnostics = [...result.diagnostics, ...violations, ...open];
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

  /** One warning for all that only a start decides: a preview of something new has dozens. */
  #undecided(found: AnalyzeDiagnostic[], verbose: boolean): Diagnostic[] {
    const byRule = Map.groupBy(found, (each) => UNDECIDED.exec(each.getMessage())?.[1]);
    byRule.delete(undefined);
    if (byRule.size === 0) return [];
    const message = `${byRule.size} of ${this.#rules.size} rules wait for values that a preview does not know`;
    if (!verbose) return [{ severity: "warning", message: `${message}; --verbose names them` }];
    const lines = [...byRule].map(([rule, open]) => `${rule}: ${open.map(subjectOf).sort().join(", ")}`);
    return [{ severity: "warning", message: [`${message}:`, ...lines.sort()].join("\n") }];
  }
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

/** What it is about, by name. */
const subjectOf = (diagnostic: AnalyzeDiagnostic) =>
  diagnostic.getUrn() ? parseUrn(diagnostic.getUrn()).name : "the stack";
