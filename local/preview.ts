// `--preview`: the plan, and nothing made.
import type { Arguments } from "./cli/arguments.ts";
import { reportDiagnostics } from "./cli/diagnostics.ts";
import type { Lifetime } from "./cli/lifetime.ts";
import { renderPlan } from "./engine/plan.ts";
import { ProgramError } from "./errors.ts";
import { openSession } from "./session.ts";

/** @throws StartError when there is no plan to print */
export async function preview(args: Arguments, lifetime: Lifetime) {
  const session = await openSession(args, lifetime);
  const result = await session.run({ preview: true });
  reportDiagnostics(result.diagnostics);
  if (!result.ok) throw new ProgramError("the program failed or a policy forbids it, so there is no plan");
  process.stdout.write(renderPlan(result));
}
