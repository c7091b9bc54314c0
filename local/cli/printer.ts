// The two ways in which a running cloud tells what happens: text for people, lines of JSON for scripts.
import { styleText } from "node:util";
import type { CloudEvent } from "../cloud/events.ts";
import { duration } from "./format.ts";
import type { DeployLine, ReadyLine } from "./json.ts";
import { eventLine, readyLines } from "./report.ts";

export interface Printer {
  ready(summary: Omit<ReadyLine, "kind">): void;
  event(event: CloudEvent): void;
  deployed(outcome: Omit<DeployLine, "kind">): void;
}

/** One line of JSON for each thing, to standard output. */
export function jsonPrinter(): Printer {
  const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  return {
    ready: (summary) => print({ kind: "ready", ...summary }),
    event: print,
    deployed: (outcome) => print({ kind: "deploy", ...outcome }),
  };
}

/** Lines for people, to standard output. */
export function textPrinter(): Printer {
  const print = (text: string | undefined) => text !== undefined && process.stdout.write(`${text}\n`);
  return {
    ready: (summary) => print(readyLines(summary, { keys: process.stdin.isTTY }).join("\n")),
    event: (event) => print(eventLine(event)),
    deployed: ({ ok, changes, diagnostics, ms }) => {
      const counts = Object.entries(changes).map(([op, count]) => `${count} ${op}`);
      if (ok) print(styleText("green", `deployed in ${duration(ms)}: ${counts.join(", ") || "no change"}`));
      else print(styleText("red", `not deployed, the old program stays live:\n${diagnostics.join("\n")}`));
    },
  };
}
