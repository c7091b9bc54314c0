// What every store of connections and members must do: run over memory and over DynamoDB.
import { beforeEach, expect, test } from "vitest";
import { collect, MemoryClock, MemoryLog, MemoryTransport, seededRandom } from "../adapters/memory.ts";
import { admit } from "./admission.ts";
import { broadcast } from "./broadcast.ts";
import { arrive, audience, depart, recognise } from "./membership.ts";
import type { Rows } from "./membership.ts";
import type { Connection, Member } from "./ports.ts";

const clock = new MemoryClock();
const random = seededRandom(1);

/** A connection in the lobby, as a handshake at `connectedAt` makes it. */
function connection(connectionId: string, connectedAt = clock.now()): Connection {
  const handshake = { connectionId, connectedAt, origins: [], protocols: ["chat.v1"] };
  return admit(handshake, { allowedOrigins: [], requireOrigin: false }, random);
}

function member(connectionId: string, room = "lobby", shard = 0): Member {
  const expiresAt = clock.now() / 1000 + 60;
  return { room, shard, connectionId, userId: "guest-1", since: clock.now(), expiresAt };
}

/** @param newRows makes empty rows; called before each test */
export function rowsSuite(newRows: () => Rows | Promise<Rows>) {
  let rows: Rows;

  /** The connections in the lobby. */
  const lobby = async () =>
    (await collect(audience({ ...rows, clock }, "lobby"))).map((it) => it.connectionId);

  beforeEach(async () => {
    rows = await newRows();
  });

  test("a connection is read as it was written", async () => {
    const written = connection("a=");
    await rows.connections.put(written);
    expect(await rows.connections.get("a=")).toEqual(written);
    expect(await rows.connections.get("b=")).toBeUndefined();
  });

  test("a plain connection is read as one", async () => {
    const { protocol, ...plain } = connection("a=");
    await rows.connections.put(plain);
    expect(protocol).toBe("chat.v1");
    expect(await rows.connections.get("a=")).toEqual(plain);
  });

  test("a connection is deleted, and deleted again", async () => {
    await rows.connections.put(connection("a="));
    await rows.connections.delete("a=");
    await rows.connections.delete("a=");
    expect(await rows.connections.get("a=")).toBeUndefined();
  });

  test("a member is listed as it was written, in its own room and shard only", async () => {
    await rows.members.put(member("a="));
    await rows.members.put(member("b=", "lobby", 1));
    await rows.members.put(member("c=", "kitchen"));
    expect(await collect(rows.members.list("lobby", 0))).toEqual([member("a=")]);
    expect(await collect(rows.members.list("lobby", 1))).toEqual([member("b=", "lobby", 1)]);
    expect(await collect(rows.members.list("attic", 0))).toEqual([]);
  });

  test("a member that is written twice is listed once", async () => {
    await rows.members.put(member("a="));
    await rows.members.put(member("a="));
    expect(await collect(rows.members.list("lobby", 0))).toHaveLength(1);
  });

  test("a member is deleted, and deleted again", async () => {
    await rows.members.put(member("a="));
    await rows.members.put(member("b="));
    await rows.members.delete(member("a="));
    await rows.members.delete(member("a="));
    expect(await lobby()).toEqual(["b="]);
  });

  test("a list may be left before its end, and members may go while it is read", async () => {
    for (const id of ["a=", "b=", "c=", "d=", "e="]) await rows.members.put(member(id));
    const seen: string[] = [];
    for await (const { connectionId } of rows.members.list("lobby", 0)) {
      seen.push(connectionId);
      await rows.members.delete(member(connectionId));
      if (seen.length === 4) break;
    }
    expect(new Set(seen).size).toBe(4);
    expect(await lobby()).toHaveLength(1);
  });

  test("[CON-6] who has arrived is recognised, and in the lobby", async () => {
    await arrive(rows, connection("a="));
    expect((await recognise({ ...rows, clock }, "a=")).id).toBe("a=");
    expect(await lobby()).toEqual(["a="]);
  });

  test("[CON-7] who has departed is nowhere, departs again, and may not have arrived", async () => {
    await arrive(rows, connection("a="));
    await arrive(rows, connection("b="));
    await depart(rows, "a=");
    await depart(rows, "a=");
    await depart(rows, "never");
    await expect(recognise({ ...rows, clock }, "a=")).rejects.toMatchObject({ code: "not-connected" });
    expect(await lobby()).toEqual(["b="]);
  });

  test("[DLV-8] a row that has expired is as good as gone", async () => {
    const lifetime = 2 * 60 * 60_000 + 10 * 60_000;
    await arrive(rows, connection("old", clock.now() - lifetime));
    await arrive(rows, connection("young", clock.now() - lifetime + 1_000));
    expect(await lobby()).toEqual(["young"]);
    await expect(recognise({ ...rows, clock }, "old")).rejects.toMatchObject({ code: "not-connected" });
  });

  test("[DLV-1] a message reaches everybody else, over as many pages as there are", async () => {
    const ids = Array.from({ length: 23 }, (_, index) => `connection-${index}`);
    for (const id of ids) await arrive(rows, connection(id));
    const transport = new MemoryTransport();
    const ports = { ...rows, transport, clock, random, log: new MemoryLog() };
    const from = { id: "guest-1", name: "Calm Otter" };
    await broadcast(
      ports,
      { type: "message", room: "lobby", id: "1", from, at: clock.now(), message: "hi" },
      "connection-7",
      clock.now() + 1_000,
    );
    const others = ids.filter((id) => id !== "connection-7");
    expect([...transport.inboxes.keys()].toSorted()).toEqual(others.toSorted());
    expect([...transport.inboxes.values()].every((inbox) => inbox.length === 1)).toBe(true);
  });
}
