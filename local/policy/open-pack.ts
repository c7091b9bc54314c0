// `--policy`: which pack judges a program, if any.
import { join } from "node:path";
import { styleText } from "node:util";
import { tell } from "../cli/diagnostics.ts";
import { PolicyPack } from "./policy-pack.ts";

/** What `--policy` takes in place of a folder. */
export const POLICY_OFF = "off";

/**
 * Starts the pack in the program's folder `policy`, if there is one, or the one that `--policy` names.
 *
 * @param named absolute path of a pack, or `off`
 * @throws PolicyError
 */
export async function openPack(
  program: string,
  stack: string,
  named: string | undefined,
): Promise<PolicyPack | undefined> {
  if (named === POLICY_OFF) {
    tell(styleText(["bold", "red"], "POLICIES ARE OFF: nothing judges what this program makes"));
    return undefined;
  }
  const own = join(program, "policy");
  if (named === undefined && !PolicyPack.isIn(own)) return undefined;
  return PolicyPack.start(named ?? own, stack);
}
