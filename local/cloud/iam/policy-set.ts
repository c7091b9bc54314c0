// Policies read once, and sorted by the actions that are asked for: a decision is a look-up and a few comparisons.
import { evaluate, type Finding, type PolicyRequest } from "./policy/evaluate.ts";
import type { Statement } from "./policy/statement.ts";

export class PolicySet {
  readonly #statements: readonly Statement[];
  /** Programs ask for a few actions again and again. */
  readonly #byAction = new Map<string, Statement[]>();

  constructor(statements: readonly Statement[]) {
    this.#statements = statements;
  }

  evaluate(request: PolicyRequest): Finding {
    return evaluate(this.#about(request.action), request);
  }

  #about(action: string): Statement[] {
    const known = this.#byAction.get(action);
    if (known) return known;
    const about = this.#statements.filter(({ coversAction }) => coversAction(action));
    this.#byAction.set(action, about);
    return about;
  }
}
