// Time, chance and the log of the machine that a function runs on.
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Clock, Log, Random } from "../domain/ports.ts";

export const systemClock: Clock = { now: () => Date.now(), sleep: (ms) => setTimeout(ms) };

export const systemRandom: Random = { bytes: (count) => randomBytes(count) };

/** One JSON object a line, for CloudWatch Logs Insights. */
export const jsonLog: Log = {
  info: (event, fields) => console.log(JSON.stringify({ level: "info", event, ...fields })),
  error: (event, error, fields) =>
    console.error(JSON.stringify({ level: "error", event, ...fields, ...describe(error) })),
};

function describe(error: unknown) {
  if (!(error instanceof Error)) return { reason: String(error) };
  return { error: error.name, reason: error.message, stack: error.stack };
}
