import { expect, test } from "vitest";
import { SPA_FALLBACK } from "./spa-fallback.ts";

/** Runs the function's text as CloudFront does: a script that declares `handler`. */
function pathFor(uri: string): string {
  const handler = new Function(`${SPA_FALLBACK}; return handler;`)();
  return handler({ request: { uri } }).uri;
}

test.each([
  ["/", "/index.html"],
  ["/rooms/lobby", "/index.html"],
  ["/v1.2/rooms", "/index.html"],
  ["/index.html", "/index.html"],
  ["/assets/index-BxQ3_a-9.js", "/assets/index-BxQ3_a-9.js"],
  ["/config.json", "/config.json"],
])("a request for %s is answered with %s", (uri, path) => {
  expect(pathFor(uri)).toBe(path);
});
