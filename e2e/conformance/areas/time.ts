import { expect } from "vitest";
import type { Client } from "../observe/client.ts";
import type { Observer } from "../observe/observer.ts";
import { row } from "../row.ts";

const MINUTE_MS = 60_000;
const IDLE_MS = 10 * MINUTE_MS;
const LIFETIME_MS = 120 * MINUTE_MS;
/** Often enough for a connection not to be idle. */
const BUSY_EVERY_MS = 9 * MINUTE_MS;

export function time(probe: Observer) {
  const pass = (ms: number) => probe.target.pass(ms);

  /** Any message will do, and an answer shows that the connection is open. */
  const isOpen = async (client: Client) => {
    expect(await client.ask("still here")).toMatchObject({ message: "Forbidden" });
  };

  async function outliveTheLimit() {
    const client = await probe.join("bare");
    for (let age = BUSY_EVERY_MS; age < LIFETIME_MS; age += BUSY_EVERY_MS) {
      await pass(BUSY_EVERY_MS);
      await isOpen(client);
    }
    await pass(BUSY_EVERY_MS);
    return client.closed;
  }

  row(42, async () => {
    const client = await probe.join("bare");
    await pass(BUSY_EVERY_MS);
    await isOpen(client);
    await pass(BUSY_EVERY_MS);
    await isOpen(client);
    await pass(IDLE_MS);
    await client.closed;
  });

  row(43, async () => {
    await outliveTheLimit();
  });

  row(44, async () => {
    const idle = await probe.join("bare");
    await pass(IDLE_MS);
    expect((await idle.closed).code).toBe(1001);
    expect((await outliveTheLimit()).code).toBe(1001);
  });
}
