import { describe, expect, test } from "vitest";
import { ATTEMPT_TIMEOUT } from "../connection/connection.ts";
import { testLine } from "../connection/test-line.ts";
import { GRACE, LineStatus } from "./line-status.svelte.ts";

function followed() {
  const line = testLine();
  const device: { current: boolean } = { current: true };
  return { ...line, device, status: new LineStatus(line.connection, line.clock, device) };
}

describe("the status of the line", () => {
  test("[CLI-13] is connecting until the first answer, then connected", async () => {
    const { connection, status, up } = followed();
    expect(status.current.kind).toBe("connecting");
    connection.connect();
    expect(status.current.label).toBe("Connecting…");
    await up();
    expect(status.current).toEqual({ kind: "connected", label: "Connected", canRetry: false });
  });

  test("[CLI-13] does not mention a drop before the grace has passed", async () => {
    const { clock, status, up, nextSocket } = followed();
    (await up()).drop();
    clock.advance(500);
    await nextSocket();
    clock.advance(GRACE - 500 - 1);
    expect(status.current.kind).toBe("connected");
    clock.advance(1);
    expect(status.current.kind).toBe("reconnecting");
    clock.advance(500 + ATTEMPT_TIMEOUT - GRACE);
    expect(status.current).toMatchObject({ kind: "reconnecting", canRetry: true });
  });

  test("[CLI-13] forgets a drop that is over in time, and gives the next one its own grace", async () => {
    const { clock, status, up, nextSocket } = followed();
    (await up()).drop();
    clock.advance(500);
    const next = await nextSocket();
    next.open();
    next.say("yes");
    clock.advance(GRACE);
    expect(status.current.kind).toBe("connected");
    next.drop();
    expect(status.current.kind).toBe("connected");
  });

  test("[CLI-13] says at once that the device is off-line, but never of a line that answers", async () => {
    const { connection, device, status, up } = followed();
    const socket = await up();
    device.current = false;
    expect(status.current.kind).toBe("connected");
    connection.check();
    expect(status.current).toMatchObject({ kind: "offline", label: "You are offline" });
    socket.say("yes");
    expect(status.current.kind).toBe("connected");
    socket.drop();
    expect(status.current.kind).toBe("offline");
  });

  test("[CLI-13] names the reason of a refusal, and its button connects again", async () => {
    const { connection, status, up } = followed();
    (await up()).drop(1008, "Not from here.");
    expect(status.current).toEqual({
      kind: "refused",
      label: "Not connected",
      detail: "Not from here.",
      canRetry: true,
    });
    status.retry();
    expect(connection.state.kind).toBe("connecting");
  });
});
