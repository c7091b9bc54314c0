import { afterEach, expect, test, vi } from "vitest";
import { originPolicy, variable } from "./environment.ts";

afterEach(() => vi.unstubAllEnvs());

test("a variable that is not set, or empty, is named", () => {
  vi.stubEnv("TABLE_NAME", "");
  expect(() => variable("TABLE_NAME")).toThrow("TABLE_NAME is not set");
  vi.stubEnv("TABLE_NAME", "connections");
  expect(variable("TABLE_NAME")).toBe("connections");
});

test("[CON-3] without ALLOWED_ORIGINS there is no list", () => {
  vi.stubEnv("ALLOWED_ORIGINS", undefined);
  vi.stubEnv("REQUIRE_ORIGIN", undefined);
  expect(originPolicy()).toEqual({ allowedOrigins: [], requireOrigin: false });
});

test("[CON-1] ALLOWED_ORIGINS is a list with commas", () => {
  vi.stubEnv("ALLOWED_ORIGINS", "https://a.example.com, https://b.example.com");
  vi.stubEnv("REQUIRE_ORIGIN", "true");
  expect(originPolicy()).toEqual({
    allowedOrigins: ["https://a.example.com", "https://b.example.com"],
    requireOrigin: true,
  });
});
