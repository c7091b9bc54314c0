// The flags of the bench, their defaults and their help.
import { parseArgs } from "node:util";
import { UsageError } from "../local/errors.ts";

const DEFAULT_ROUNDS = 3;

export const HELP = `Measures how fast and how small things are, beside what they are compared with.

Usage: npm run bench -- [flags]

  --rounds N       measure everything N times, by turns (default ${DEFAULT_ROUNDS})
  --only A,B       measure only these: start, client, handlers, memory, delivery, pulumi
  --against REF    compare the start and an echo with those of an earlier commit, and measure nothing else
  -h, --help       this text

Runs on Linux and macOS; pulumi needs the Pulumi CLI, or Go to build it. A run of everything, and one with --against,
is kept in bench/results/.
`;

export interface Arguments {
  rounds: number;
  /** What to measure, in the order of `known`. */
  only: string[];
  /** A commit, as git takes it; it also names the files of the results. */
  against: string | undefined;
  help: boolean;
}

/**
 * @param known the names that `--only` takes
 * @throws UsageError naming the flag, its value and what it takes
 */
export function parseArguments(argv: string[], known: string[]): Arguments {
  const { rounds, only, against, help } = parse(argv);
  if (!/^[1-9]\d*$/.test(rounds)) {
    throw new UsageError(`--rounds ${rounds}: give a whole number of at least 1`);
  }
  const wanted = only === undefined ? known : only.split(",");
  const strange = wanted.find((name) => !known.includes(name));
  if (strange !== undefined) throw new UsageError(`--only ${strange}: give some of ${known.join(", ")}`);
  if (against !== undefined && !/^[\w.-]+$/.test(against)) {
    throw new UsageError(
      `--against ${against}: give a commit or a tag, of letters, digits, dots and hyphens`,
    );
  }
  return { rounds: Number(rounds), only: known.filter((name) => wanted.includes(name)), against, help };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        rounds: { type: "string", default: String(DEFAULT_ROUNDS) },
        only: { type: "string" },
        against: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${reason}\nnpm run bench -- --help lists the flags`, { cause });
  }
}
