import { afterEach, describe, expect, test, vi } from "vitest";
import { heedHints } from "./hints.ts";

afterEach(() => vi.restoreAllMocks());

function heeded() {
  let checks = 0;
  const end = heedHints({ check: () => void checks++ });
  return { end, checks: () => checks };
}

const look = (state: DocumentVisibilityState) => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  document.dispatchEvent(new Event("visibilitychange"));
};

describe("hints of the browser", () => {
  test("[CLI-5] going on-line or off-line makes the connection look", () => {
    const { end, checks } = heeded();
    window.dispatchEvent(new Event("online"));
    window.dispatchEvent(new Event("offline"));
    expect(checks()).toBe(2);
    end();
  });

  test("[CLI-5] a page that becomes visible makes the connection look, one that is hidden does not", () => {
    const { end, checks } = heeded();
    look("hidden");
    expect(checks()).toBe(0);
    look("visible");
    expect(checks()).toBe(1);
    end();
  });

  test("after its end no hint is heeded", () => {
    const { end, checks } = heeded();
    end();
    window.dispatchEvent(new Event("online"));
    look("visible");
    expect(checks()).toBe(0);
  });
});
