import { expect } from "vitest";
import type { Observer } from "../observe/observer.ts";
import { row } from "../row.ts";

/** Milliseconds of work that nobody awaits, and of waits that are sure to outlast it. */
const LINGER = 150;
const OUTLAST = 600;

export function functions(probe: Observer) {
  row(59, async () => {
    const client = await probe.join("ordinary");
    const told = { answer: { statusCode: 200, body: "returned" } };
    const heard = async () => (await client.frame()).data;
    client.send({ action: "sleep", probe: { ...told, linger: LINGER } });
    expect(await heard()).toBe("returned");
    client.send({
      action: "reply",
      probe: { wait: OUTLAST, answer: { statusCode: 200, body: "much later" } },
    });
    expect(await heard()).toBe("much later");
    client.send({ action: "sleep", probe: { ...told, wait: OUTLAST } });
    // By the clock of the function, whose timer had to wait for it to be awake.
    expect(Number(await heard())).toBeGreaterThan(OUTLAST);
    expect(await heard()).toBe("returned");
  });
}
