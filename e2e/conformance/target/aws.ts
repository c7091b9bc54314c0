// The probe as somebody has deployed it to AWS: `pulumi stack output --json > probe.json` in its folder.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { readOutputs, type Target } from "./target.ts";

/** Between two looks at the table, in ms. */
const LOOK_EVERY_MS = 500;

/** @param file the stack's outputs; credentials come from the environment, as every AWS tool takes them */
export function openAwsTarget(file: string): Target {
  const outputs = readOutputs(JSON.parse(readFileSync(file, "utf8")));
  const [, , , region = ""] = Object.values(outputs.executionArns)[0]?.split(":") ?? [];
  return {
    name: "aws",
    outputs,
    region,
    changed: () => sleep(LOOK_EVERY_MS),
    pass: (ms) => sleep(ms),
    clockOffset: () => 0,
    hoursPass: process.env.PROBE_HOURS === "true",
    async stop() {},
  };
}
