// What the statements of one policy, or of all policies of one kind, say about a request.
import type { KeyLookup } from "./condition.ts";
import { type Caller, REACH, type Reach } from "./principal.ts";
import type { Statement } from "./statement.ts";
import { Undecidable } from "./undecidable.ts";

/** A request as policies see it. */
export interface PolicyRequest {
  /** Such as `dynamodb:GetItem`. */
  action: string;
  /** ARN. */
  resource: string;
  caller: Caller;
  keys: KeyLookup;
}

export interface Finding {
  /** Whether a statement denies; Undecidable when one might and none does. */
  denied: boolean | Undecidable;
  /** How closely the best statement that allows names the caller. */
  allowed: Reach;
  /** Why a statement that might allow more cannot be decided. */
  perhaps?: Undecidable;
}

/** A deny wins over any allow: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export function evaluate(statements: readonly Statement[], request: PolicyRequest): Finding {
  const finding: Finding = { denied: false, allowed: REACH.none };
  for (const statement of statements) {
    if (!statement.coversAction(request.action)) continue;
    const applies = reachOf(statement, request);
    if (statement.effect === "Deny") {
      if (applies instanceof Undecidable) finding.denied ||= applies;
      else if (applies > REACH.none) finding.denied = true;
    } else if (applies instanceof Undecidable) {
      finding.perhaps ??= applies;
    } else if (applies > finding.allowed) {
      finding.allowed = applies;
    }
  }
  return finding;
}

/** None when any part of the statement does not apply, whatever cannot be decided about the others. */
function reachOf(statement: Statement, request: PolicyRequest): Reach | Undecidable {
  const { principal, conditions } = statement;
  const { resource, caller, keys } = request;
  const reach = decide(() => (principal ? principal(caller) : REACH.session));
  if (reach === REACH.none) return reach;
  let undecided = reach instanceof Undecidable ? reach : undefined;
  const parts = [
    () => statement.coversResource(resource, keys),
    ...conditions.map((holds) => () => holds(keys)),
  ];
  for (const part of parts) {
    const applies = decide(part);
    if (applies === false) return REACH.none;
    if (applies instanceof Undecidable) undecided ??= applies;
  }
  return undecided ?? reach;
}

function decide<T>(question: () => T): T | Undecidable {
  try {
    return question();
  } catch (error) {
    if (error instanceof Undecidable) return error;
    throw error;
  }
}
