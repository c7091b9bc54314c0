// What the program tells a function through its environment variables.
import type { OriginPolicy } from "../domain/admission.ts";
import { MissingVariableError } from "./errors.ts";
import { commaSeparated } from "./events.ts";

/** The value of a variable. @throws MissingVariableError when it is not set */
export function variable(name: string) {
  const value = process.env[name];
  if (!value) throw new MissingVariableError(name);
  return value;
}

/** `ALLOWED_ORIGINS`: a list with commas; unset, every Origin passes. `REQUIRE_ORIGIN`: `true` or unset. */
export function originPolicy(): OriginPolicy {
  return {
    allowedOrigins: commaSeparated(process.env.ALLOWED_ORIGINS ?? ""),
    requireOrigin: process.env.REQUIRE_ORIGIN === "true",
  };
}
