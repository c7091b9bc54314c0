import { randomUUID } from "node:crypto";
import {
  DeleteConnectionCommand,
  GetConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { expect } from "vitest";
import type { Observer } from "../observe/observer.ts";
import { signedFetch } from "../observe/signed-request.ts";
import { row } from "../row.ts";

const MESSAGE_BYTES = 128 * 1024;
/** Messages of full size, far more than any client's buffers hold: 128 MB. */
const FLOOD = 1_000;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export function connections(probe: Observer) {
  const post = (ConnectionId: string, Data: string) =>
    probe.management("ordinary").send(new PostToConnectionCommand({ ConnectionId, Data }));

  row(46, async () => {
    const { client, connectionId } = await probe.enter("ordinary");
    const url = probe.connectionUrl("ordinary", connectionId);
    for (const form of [url, url.replace("@", "%40")]) {
      expect(await signedFetch(probe.target, "POST", form, "posted")).toEqual({ status: 200, body: "" });
      expect((await client.frame()).data).toBe("posted");
    }
  });

  row(47, async () => {
    const { client, connectionId } = await probe.enter("ordinary");
    await post(connectionId, "posted");
    expect(await client.frame()).toEqual({ data: "posted", isBinary: false });
  });

  row(48, async () => {
    const { connectionId, event } = await probe.enter("ordinary", { headers: { "User-Agent": "probe/1" } });
    const url = probe.connectionUrl("ordinary", connectionId);
    const { status, body } = await signedFetch(probe.target, "GET", url);
    expect([status, JSON.parse(body)]).toEqual([
      200,
      {
        connectedAt: expect.stringMatching(ISO_TIME),
        lastActiveAt: expect.stringMatching(ISO_TIME),
        identity: { sourceIp: event.requestContext.identity.sourceIp, userAgent: "probe/1" },
      },
    ]);
    const ConnectionId = connectionId;
    const { ConnectedAt } = await probe
      .management("ordinary")
      .send(new GetConnectionCommand({ ConnectionId }));
    expect(ConnectedAt).toBeInstanceOf(Date);
  });

  row(49, async () => {
    const { client, connectionId: ConnectionId } = await probe.enter("ordinary");
    const { $metadata } = await probe
      .management("ordinary")
      .send(new DeleteConnectionCommand({ ConnectionId }));
    expect($metadata.httpStatusCode).toBe(204);
    await client.closed;
  });

  row(50, async () => {
    const { client, connectionId } = await probe.enter("ordinary");
    await client.close();
    await probe.records.find(connectionId, "DISCONNECT");
    await expect(post(connectionId, "too late")).rejects.toBeInstanceOf(GoneException);
  });

  row(51, async () => {
    const url = probe.connectionUrl("ordinary", "nobody");
    const { status, body } = await signedFetch(probe.target, "POST", url, "posted");
    expect([status, body]).toEqual([400, expect.stringContaining("Invalid connectionId")]);
  });

  row(52, async () => {
    const key = randomUUID();
    await probe.join("ordinary", { told: { key, post: "too early" } });
    const { outcome } = await probe.records.find(key, "CONNECT");
    expect(outcome).toMatchObject({ name: "GoneException", status: 410 });
  });

  row(53, async () => {
    const { connectionId } = await probe.enter("ordinary");
    const response = await fetch(probe.connectionUrl("ordinary", connectionId), {
      method: "POST",
      body: "posted",
    });
    expect([response.status, await response.json()]).toEqual([
      403,
      { message: "Missing Authentication Token" },
    ]);
  });

  row(54, async () => {
    const client = await probe.join("ordinary");
    client.send({ action: "powerless", probe: { post: "never sent" } });
    const { data } = await client.frame();
    expect(data).not.toBe("never sent");
    expect(JSON.parse(data)).toMatchObject({
      posted: { name: expect.stringMatching(/^(AccessDenied|Forbidden)Exception$/), status: 403 },
    });
  });

  row(55, async () => {
    const { client, connectionId } = await probe.enter("ordinary");
    await post(connectionId, "x".repeat(MESSAGE_BYTES));
    expect((await client.frame()).data).toHaveLength(MESSAGE_BYTES);
    await expect(post(connectionId, "x".repeat(MESSAGE_BYTES + 1))).rejects.toMatchObject({
      name: "PayloadTooLargeException",
      $metadata: { httpStatusCode: 413 },
    });
  });

  row(56, async () => {
    const { client, connectionId } = await probe.enter("ordinary", { perMessageDeflate: false });
    client.ws.pause();
    const management = probe.management("ordinary");
    const command = { ConnectionId: connectionId, Data: "x".repeat(MESSAGE_BYTES) };
    const flood = async () => {
      for (let sent = 0; sent < FLOOD; sent++) await management.send(new PostToConnectionCommand(command));
    };
    await expect(flood()).rejects.toMatchObject({
      name: "LimitExceededException",
      $metadata: { httpStatusCode: 429 },
    });
  });
}
