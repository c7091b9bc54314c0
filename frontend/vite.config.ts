import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/** The first browsers with light-dark(); below them the style sheet would be rewritten at twice its size. */
const browsersWithLightDark = ["chrome123", "firefox120", "safari17.5"];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte()],
  build: { target: browsersWithLightDark, assetsInlineLimit: 0 },
});
