import { DeleteConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import { expect } from "vitest";
import type { Client } from "../observe/client.ts";
import type { Observer } from "../observe/observer.ts";
import { row } from "../row.ts";

const FRAME_BYTES = 32 * 1024;
const MESSAGE_BYTES = 128 * 1024;

export function limits(probe: Observer) {
  /** Frames are measured on the wire, so nothing may be compressed. */
  const join = () => probe.join("ordinary", { perMessageDeflate: false });

  row(39, async () => {
    const client = await join();
    client.ws.send(Buffer.from([1, 2, 3]));
    expect((await client.closed).code).toBe(1003);
  });

  row(40, async () => {
    const client = await join();
    expect(await client.ask("x".repeat(FRAME_BYTES))).toMatchObject({ routeKey: "$default" });
    client.send("x".repeat(FRAME_BYTES + 1));
    expect((await client.closed).code).toBe(1009);
  });

  row(41, async () => {
    const client = await join();
    sendInFrames(client, "x".repeat(MESSAGE_BYTES));
    expect(await client.json()).toMatchObject({ routeKey: "$default" });
    sendInFrames(client, "x".repeat(MESSAGE_BYTES + 1));
    expect((await client.closed).code).toBe(1009);
  });

  row(45, async () => {
    const deleted = await probe.enter("ordinary");
    const { connectionId: ConnectionId } = deleted;
    await probe.management("ordinary").send(new DeleteConnectionCommand({ ConnectionId }));
    const { event } = await probe.records.find(ConnectionId, "DISCONNECT");
    expect(event.requestContext).toMatchObject({
      disconnectStatusCode: 1000,
      disconnectReason: "Connection Closed Normally",
    });
    const refused = await probe.enter("ordinary");
    refused.client.ws.send(Buffer.from([1, 2, 3]));
    await probe.records.find(refused.connectionId, "DISCONNECT");
  });
}

/** One message, in frames as long as allowed. */
function sendInFrames({ ws }: Client, message: string) {
  for (let at = 0; at < message.length; at += FRAME_BYTES) {
    ws.send(message.slice(at, at + FRAME_BYTES), { fin: at + FRAME_BYTES >= message.length });
  }
}
