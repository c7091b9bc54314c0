// The flags under which Lambda starts Node.js for a function.
import type { FunctionConfiguration } from "./function-configuration.ts";

/** Shares of the function's memory for V8's old and young generation; the rest is for buffers, as on Lambda. */
const OLD_SPACE_SHARE = 0.9;
const SEMI_SPACE_SHARE = 0.05;

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-experimental-features */
const EXPERIMENTS_SWITCHED_OFF: Record<string, string[]> = {
  "nodejs20.x": ["--no-experimental-require-module"],
  "nodejs22.x": ["--no-experimental-require-module", "--no-experimental-detect-module"],
};

export function nodeFlags({ memorySize, runtime }: Pick<FunctionConfiguration, "memorySize" | "runtime">) {
  return [
    "--enable-source-maps",
    `--max-old-space-size=${Math.floor(memorySize * OLD_SPACE_SHARE)}`,
    `--max-semi-space-size=${Math.floor(memorySize * SEMI_SPACE_SHARE)}`,
    ...(EXPERIMENTS_SWITCHED_OFF[runtime] ?? []),
  ];
}
