// Tests that need more than npm brings: Python for foreign clients, and Go for the Pulumi CLI. CI has both; `npm test`
// leaves them out, so that it passes on a machine with nothing but Node.
import { defineConfig } from "vitest/config";

/** Each file starts a cloud, and some build or install something first. */
const MINUTES_MS = 10 * 60_000;

export default defineConfig({
  test: {
    include: ["e2e/conformance/foreign-clients.test.ts", "e2e/pulumi/**/*.test.ts"],
    testTimeout: MINUTES_MS,
    hookTimeout: MINUTES_MS,
    // The comparison of the engines takes as long as all others together, and waits half of the time.
    maxWorkers: 2,
  },
});
