import { describe, expect, test } from "vitest";
import { seededRandom } from "../adapters/memory.ts";
import { admit } from "./admission.ts";
import { ForeignOriginError, MissingOriginError } from "./errors.ts";

const site = "https://chat.example.com";
const connectedAt = Date.UTC(2026, 0, 1);

function handshake({ origins = [site], protocols = [] }: { origins?: string[]; protocols?: string[] }) {
  return { connectionId: "a=", connectedAt, origins, protocols };
}

function admitted(parts: Parameters<typeof handshake>[0], policy = {}) {
  return admit(
    handshake(parts),
    { allowedOrigins: [site], requireOrigin: false, ...policy },
    seededRandom(1),
  );
}

describe("origins", () => {
  test("[CON-1] an Origin on the list passes", () => {
    expect(admitted({ origins: [site] }).id).toBe("a=");
  });

  test.each([
    ["another site", ["https://evil.example.com"]],
    ["another scheme", ["http://chat.example.com"]],
    ["another port", ["https://chat.example.com:8443"]],
    ["a longer name", ["https://chat.example.com.evil.org"]],
    ["a sandboxed frame", ["null"]],
    ["two, one of them foreign", [site, "https://evil.example.com"]],
  ])("[CON-1] %s is refused", (_, origins) => {
    expect(() => admitted({ origins })).toThrow(ForeignOriginError);
  });

  test("[CON-2] no Origin passes, unless one is required", () => {
    expect(admitted({ origins: [] }).id).toBe("a=");
    expect(() => admitted({ origins: [] }, { requireOrigin: true })).toThrow(MissingOriginError);
    expect(() => admitted({ origins: [] }, { requireOrigin: true, allowedOrigins: [] })).toThrow(
      MissingOriginError,
    );
  });

  test("[CON-3] without a list every Origin passes", () => {
    expect(admitted({ origins: ["https://evil.example.com"] }, { allowedOrigins: [] }).id).toBe("a=");
  });
});

test("[CON-4] chat.v1 is selected where it is offered, and no other sub-protocol is", () => {
  expect(admitted({ protocols: ["graphql-ws", "chat.v1"] }).protocol).toBe("chat.v1");
  expect(admitted({ protocols: ["chat.v2", "Chat.v1", "chat"] })).not.toHaveProperty("protocol");
  expect(admitted({ protocols: [] })).not.toHaveProperty("protocol");
});

test("[CON-5] a client is whom the authorizer vouches for, and a guest where nobody does", () => {
  const ada = { id: "ada", name: "Ada Lovelace" };
  const policy = { allowedOrigins: [], requireOrigin: false };
  expect(admit({ ...handshake({}), user: ada }, policy, seededRandom(1)).user).toEqual(ada);
  expect(admitted({}).user.id).toMatch(/^guest-/);
});

test("[CON-6] a connection is in the lobby, and its rows outlive it by ten minutes", () => {
  expect(admitted({})).toMatchObject({
    rooms: { lobby: 0 },
    connectedAt,
    expiresAt: connectedAt / 1000 + 2 * 3600 + 600,
  });
});
