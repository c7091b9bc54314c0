import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["*.test.ts", "{components,protocol,handlers,policy,local,bench,deploy}/**/*.test.ts"],
          exclude: ["**/node_modules/**"],
        },
      },
      {
        root: "frontend",
        plugins: [svelte()],
        // Without the browser condition Svelte's server build is loaded and effects never run.
        resolve: { conditions: ["browser"] },
        test: { name: "frontend", include: ["src/**/*.test.ts"], environment: "happy-dom" },
      },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          // In vitest.ci.config.ts, which says why.
          exclude: ["e2e/conformance/foreign-clients.test.ts", "e2e/pulumi/**"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
