import { expect } from "vitest";
import type { Observer } from "../observe/observer.ts";
import { row } from "../row.ts";

/** Longer than the `hurry` route waits, in ms. */
const LONGER_THAN_A_HURRY = 300;

/** The frame that the gateway sends by itself, with AWS's own spacing. */
const gatewayFrame = (message: string, connectionId = "[\\w-]{15}=") =>
  new RegExp(`^\\{"message": "${message}", "connectionId":"${connectionId}", "requestId":"[\\w-]{15}="\\}$`);

export function routing(probe: Observer) {
  row(29, async () => {
    const client = await probe.join("expressive");
    const message = { rooms: [{ name: "lobby" }, { name: "attic" }], kind: "text" };
    expect(await client.ask(message)).toMatchObject({ routeKey: "to/lobby/text" });
    expect(await client.ask({ ...message, kind: "image" })).toMatchObject({ routeKey: "$default" });
  });

  row(30, async () => {
    const client = await probe.join("expressive");
    const lobby = [{ name: "lobby" }];
    for (const [message, routeKey] of [
      [{ rooms: lobby, kind: [1, 2] }, "to/lobby/[1, 2]"],
      [{ rooms: lobby, kind: true }, "to/lobby/true"],
      [{ rooms: [{ name: 42 }], kind: "text" }, "to/42/text"],
      [{}, "to//"],
    ] as const) {
      expect(await client.ask(message)).toMatchObject({ routeKey });
    }
  });

  row(31, async () => {
    const { client, connectionId } = await probe.enter("ordinary");
    expect(await client.ask({ action: "Reply" })).toMatchObject({ routeKey: "$default" });
    const { event } = await probe.records.find(connectionId, "MESSAGE");
    expect(event.requestContext.routeKey).toBe("$default");
    expect(await client.ask({ action: "reply" })).toMatchObject({ routeKey: "reply" });
  });

  row(32, async () => {
    const { client, connectionId } = await probe.enter("ordinary");
    expect(await client.ask("no JSON at all")).toMatchObject({ routeKey: "$default" });
    const { event } = await probe.records.find(connectionId, "MESSAGE");
    expect(event.body).toBe("no JSON at all");
  });

  row(33, async () => {
    const client = await probe.join("bare");
    for (const message of [{ action: "unknown" }, "no JSON at all"]) {
      client.send(message);
      expect((await client.frame()).data).toMatch(gatewayFrame("Forbidden"));
    }
    expect(await client.ask({ action: "known" })).toMatchObject({ routeKey: "known" });
  });

  row(34, async () => {
    const { client, connectionId } = await probe.enter("ordinary");
    for (const action of ["reply", "silent"]) {
      client.send({ action, probe: { throw: "out of order" } });
      expect((await client.frame()).data).toMatch(gatewayFrame("Internal server error", connectionId));
    }
    expect(await client.ask({ action: "reply" })).toMatchObject({ routeKey: "reply" });
  });

  row(35, async () => {
    const { client, connectionId } = await probe.enter("ordinary");
    client.send({ action: "hurry", probe: { wait: LONGER_THAN_A_HURRY } });
    expect((await client.frame()).data).toMatch(gatewayFrame("Endpoint request timed out", connectionId));
    expect(await client.ask({ action: "reply", probe: { wait: LONGER_THAN_A_HURRY } })).toMatchObject({
      routeKey: "reply",
    });
  });

  row(36, async () => {
    const { client, connectionId } = await probe.enter("ordinary");
    for (const action of ["silent", "expression-only", "response-only"]) {
      client.send({ action });
      await probe.records.find(connectionId, "MESSAGE");
      expect(await client.ask({ action: "reply" })).toMatchObject({ routeKey: "reply" });
    }
    expect(await probe.records.all(connectionId, "MESSAGE")).toHaveLength(6);
    expect(client.received).toHaveLength(3);
  });

  row(58, async () => {
    const [behind, abreast] = await Promise.all([probe.join("behind"), probe.join("abreast")]);
    expect(await behind.ask({ action: "early" })).toMatchObject({ routeKey: "early" });
    expect(await behind.ask({ action: "late" })).toMatchObject({ routeKey: "$default" });
    expect(await abreast.ask({ action: "late" })).toMatchObject({ routeKey: "late" });
  });
}
