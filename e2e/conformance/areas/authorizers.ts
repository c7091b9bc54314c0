import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Observer } from "../observe/observer.ts";
import { sign } from "../observe/signed-request.ts";
import type { Instructions } from "../probe/instructions.ts";
import { row } from "../row.ts";

const TICKET = { "X-Ticket": "one" };

export function authorizers(probe: Observer) {
  const statusOf = (authorize: Instructions["authorize"]) =>
    probe.connect("guarded", { headers: TICKET, told: { authorize } }).answered;

  row(6, async () => {
    const key = randomUUID();
    const client = probe.connect("guarded", { told: { key, authorize: "Allow" } });
    expect(await client.answered).toBe(401);
    expect(await probe.records.all(key, "REQUEST")).toEqual([]);
  });

  row(7, async () => {
    expect(await statusOf("throw")).toBe(401);
  });

  row(8, async () => {
    expect(await statusOf("Deny")).toBe(403);
    expect(await statusOf("Allow")).toBe(101);
  });

  row(9, async () => {
    expect(await statusOf("fail")).toBe(500);
  });

  row(10, async () => {
    const context = { role: "guest", age: 7, admin: false };
    const { client, connectionId, event } = await probe.enter("guarded", {
      headers: TICKET,
      told: { authorize: "Allow", context },
    });
    await client.ask("hello");
    const { event: message } = await probe.records.find(connectionId, "MESSAGE");
    await client.close();
    const { event: disconnect } = await probe.records.find(connectionId, "DISCONNECT");
    for (const { requestContext } of [event, message, disconnect]) {
      expect(requestContext.authorizer).toMatchObject({
        principalId: "somebody",
        role: "guest",
        age: "7",
        admin: "false",
      });
    }
  });

  row(11, async () => {
    expect(await probe.connect("signed").answered).toBe(403);
    const headers = await sign(probe.target, "GET", probe.callbackUrl("signed"));
    expect(await probe.connect("signed", { headers }).answered).toBe(101);
  });

  row(12, async () => {
    const key = randomUUID();
    const told = { key, authorize: "Allow" } as const;
    await probe.join("guarded", { headers: TICKET, told });
    const { event } = await probe.records.find(key, "REQUEST");
    expect(event.methodArn).toBe(`${probe.target.outputs.executionArns.guarded}/$connect`);
  });
}
