import { afterEach, describe, expect, test, vi } from "vitest";
import { RefusedError } from "./connection/errors.ts";
import { socketUrl } from "./site-config.ts";

const answer = (body: string, status = 200) =>
  vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(body, { status }));

afterEach(() => vi.restoreAllMocks());

describe("the address of the socket", () => {
  test("[CLI-2] comes from /config.json, past the browser's cache", async () => {
    const fetched = answer('{"socketUrl":"wss://api.example/prod","more":1}');
    expect(await socketUrl()).toBe("wss://api.example/prod");
    expect(fetched).toHaveBeenCalledWith("/config.json", { cache: "no-cache" });
  });

  test.each(["", "<!doctype html>", "{}", '{"socketUrl":"https://api.example"}', '{"socketUrl":1}'])(
    "[CLI-6] %j is no configuration: a refusal that says what to do",
    async (body) => {
      answer(body);
      const error = await socketUrl().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(RefusedError);
      expect(error).toMatchObject({
        message: expect.stringMatching(/names no socketUrl.*Deploy the site again/),
      });
    },
  );

  test.each([403, 404])("[CLI-6] a missing file (%i) is a refusal", async (status) => {
    answer("gone", status);
    await expect(socketUrl()).rejects.toThrow(RefusedError);
  });

  test("a server's failure and a lost network may pass", async () => {
    answer("", 503);
    await expect(socketUrl()).rejects.not.toBeInstanceOf(RefusedError);
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("Failed to fetch"));
    await expect(socketUrl()).rejects.not.toBeInstanceOf(RefusedError);
  });
});
