import { expect, test } from "vitest";
import { checkOrigins, type OriginPolicy } from "./origins.ts";

const ONE = ["https://a.example"];

test.each<[string, string[], OriginPolicy, boolean]>([
  ["any Origin, without a list", ["https://b.example"], { allowed: [], required: false }, true],
  ["an Origin on the list", ONE, { allowed: ["https://b.example", ...ONE], required: true }, true],
  ["an Origin that begins like one", ["https://a.example.evil"], { allowed: ONE, required: false }, false],
  ["null, which sandboxed pages send", ["null"], { allowed: ONE, required: false }, false],
  [
    "a second Origin that is foreign",
    [...ONE, "https://b.example"],
    { allowed: ONE, required: false },
    false,
  ],
  ["no Origin", [], { allowed: ONE, required: false }, true],
  ["no Origin where one is required", [], { allowed: ONE, required: true }, false],
])("%s", (_title, origins, policy, passes) => {
  const check = expect(() => checkOrigins(origins, policy));
  if (passes) check.not.toThrow();
  else check.toThrow(expect.objectContaining({ name: "ForeignOriginError" }));
});
