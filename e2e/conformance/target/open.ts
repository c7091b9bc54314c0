// Chooses what is tested: the stack that PROBE_OUTPUTS names, or else a local cloud.
import { openAwsTarget } from "./aws.ts";
import { startLocalTarget } from "./local.ts";
import type { Target } from "./target.ts";

export async function openTarget(): Promise<Target> {
  const file = process.env.PROBE_OUTPUTS;
  return file ? openAwsTarget(file) : startLocalTarget();
}
