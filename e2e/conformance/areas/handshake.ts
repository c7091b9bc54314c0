import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Observer } from "../observe/observer.ts";
import { row } from "../row.ts";

/** How many connect at once, where one may. */
const CROWD = 30;

export function handshake(probe: Observer) {
  const statusOf = (stage: string, answer?: unknown) => probe.connect(stage, { told: { answer } }).answered;

  row(1, async () => {
    const [key, gate] = [randomUUID(), randomUUID()];
    const order: string[] = [];
    const client = probe.connect("ordinary", { told: { key, gate } });
    const opened = client.opened.then(() => order.push("the client is connected"));
    await probe.records.find(key, "CONNECT");
    order.push("the function may return");
    await probe.records.openGate(gate);
    await opened;
    expect(order).toEqual(["the function may return", "the client is connected"]);
  });

  row(2, async () => {
    expect(await statusOf("bare")).toBe(101);
  });

  row(3, async () => {
    for (const statusCode of [400, 401, 503]) {
      expect(await statusOf("ordinary", { statusCode })).toBe(statusCode);
    }
    expect(await statusOf("ordinary", { statusCode: 204 })).toBe(101);
  });

  row(4, async () => {
    const throwing = probe.connect("ordinary", { told: { throw: "no room" } });
    expect(await throwing.answered).toBe(502);
    expect(await statusOf("ordinary", "no object")).toBe(502);
  });

  row(5, async () => {
    expect(await statusOf("uninvited")).toBe(500);
  });

  row(13, async () => {
    const protocols = ["chat.v1", "chat.v2"];
    const silent = probe.connect("ordinary", { protocols });
    expect((await silent.upgraded).headers).not.toHaveProperty("sec-websocket-protocol");
    const headers = { "Sec-WebSocket-Protocol": "chat.v2" };
    const chosen = await probe.join("ordinary", {
      protocols,
      told: { answer: { statusCode: 200, headers } },
    });
    expect(chosen.ws.protocol).toBe("chat.v2");
  });

  row(14, async () => {
    const client = probe.connect("ordinary", { perMessageDeflate: { threshold: 0 } });
    const { headers, socket } = await client.upgraded;
    expect(headers["sec-websocket-extensions"]?.split(/; ?/)).toEqual(
      expect.arrayContaining(["permessage-deflate", "server_max_window_bits=12"]),
    );
    const body = "well compressed ".repeat(1_000);
    await client.opened;
    client.send({ action: "reply", probe: { answer: { statusCode: 200, body } } });
    expect((await client.frame()).data).toBe(body);
    expect(socket.bytesRead).toBeLessThan(body.length);
  });

  row(15, async () => {
    const answers = await Promise.all(Array.from({ length: CROWD }, () => statusOf("narrow")));
    expect(new Set(answers)).toEqual(new Set([101, 429]));
  });

  row(57, async () => {
    for (let attempt = 0; attempt < 3; attempt++) expect(await statusOf("zero")).toBe(429);
  });
}
