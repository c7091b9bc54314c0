import { describe, expect, test } from "vitest";
import { BASE_DELAY } from "./backoff.ts";
import { ANSWER_TIMEOUT, ATTEMPT_TIMEOUT, KEEP_ALIVE, STABLE_AFTER } from "./connection.ts";
import type { LineState } from "./connection.ts";
import { RefusedError } from "./errors.ts";
import { testLine } from "./test-line.ts";

describe("opening", () => {
  test("[CLI-1] the first attempt is made at once and the first frame asks for an answer", async () => {
    const { connection, clock, nextSocket } = testLine();
    connection.connect();
    const socket = await nextSocket();
    expect(clock.due).toEqual([ATTEMPT_TIMEOUT]);
    expect(socket.url).toBe("ws://server/stage");
    expect(socket.sent).toEqual([]);
    socket.open();
    expect(socket.sent).toEqual(["are you there?"]);
  });

  test("[CLI-1] the line counts as open only when something was heard on it", async () => {
    const { connection, nextSocket } = testLine();
    connection.connect();
    const socket = await nextSocket();
    socket.open();
    expect(connection.state.kind).toBe("checking");
    expect(connection.send("too early")).toBe(false);
    socket.say("yes");
    expect(connection.state.kind).toBe("open");
    expect(connection.send("now")).toBe(true);
    expect(socket.sent).toEqual(["are you there?", "now"]);
  });

  test("listeners hear each change of state and each text frame until they end", async () => {
    const { connection, up } = testLine();
    const states: LineState["kind"][] = [];
    const frames: string[] = [];
    const endStates = connection.onState(({ kind }) => states.push(kind));
    const endFrames = connection.onFrame((frame) => frames.push(frame));
    const socket = await up();
    socket.say("one");
    socket.say(new ArrayBuffer(1));
    endStates();
    endFrames();
    socket.say("two");
    socket.drop();
    expect(states).toEqual(["connecting", "checking", "open"]);
    expect(frames).toEqual(["yes", "one"]);
  });

  test("connecting while a line is there or on its way does nothing", async () => {
    const { connection, sockets, up } = testLine();
    connection.connect();
    connection.connect();
    await up();
    connection.connect();
    expect(sockets).toHaveLength(1);
  });
});

describe("coming back", () => {
  test("[CLI-3] a dropped line is opened again after a jittered wait below one second", async () => {
    const { connection, clock, sockets, up, nextSocket } = testLine();
    (await up()).drop();
    expect(connection.state.kind).toBe("waiting");
    expect(clock.due).toEqual([BASE_DELAY / 2]);
    clock.advance(BASE_DELAY / 2);
    await nextSocket();
    expect(sockets).toHaveLength(2);
  });

  test("[CLI-3] waits grow while attempts fail, whichever way they fail", async () => {
    let failing = false;
    const { connection, clock, nextSocket } = testLine({
      url: async () => {
        if (failing) throw new TypeError("Failed to fetch");
        return "ws://server/stage";
      },
    });
    const waits = () => clock.due[0];
    connection.connect();
    (await nextSocket()).drop();
    expect(waits()).toBe(500);

    clock.advance(500);
    await nextSocket();
    clock.advance(ATTEMPT_TIMEOUT);
    expect(waits()).toBe(1_000);

    clock.advance(1_000);
    (await nextSocket()).open();
    clock.advance(ANSWER_TIMEOUT);
    expect(waits()).toBe(2_000);

    failing = true;
    const waiting = new Promise<void>((resolve) =>
      connection.onState(({ kind }) => kind === "waiting" && resolve()),
    );
    clock.advance(2_000);
    await waiting;
    expect(waits()).toBe(4_000);
  });

  test.each([
    { held: STABLE_AFTER - 1, wait: 1_000, title: "keeps its back-off" },
    { held: STABLE_AFTER, wait: 500, title: "starts anew" },
  ])("[CLI-3] a line that held for $held ms $title", async ({ held, wait }) => {
    const { connection, clock, nextSocket } = testLine();
    connection.connect();
    (await nextSocket()).drop();
    clock.advance(500);
    const socket = await nextSocket();
    socket.open();
    socket.say("yes");
    clock.advance(held);
    socket.drop();
    expect(clock.due).toEqual([wait]);
  });

  test("[CLI-3] the address is asked for anew before each attempt", async () => {
    const addresses = ["ws://old/", "ws://new/"];
    const { clock, up, nextSocket } = testLine({ url: async () => addresses.shift() ?? "ws://none/" });
    const socket = await up();
    expect(socket.url).toBe("ws://old/");
    socket.drop();
    clock.advance(BASE_DELAY);
    expect((await nextSocket()).url).toBe("ws://new/");
  });

  test("an older socket is not listened to, whatever it still says", async () => {
    const { connection, clock, up, nextSocket } = testLine();
    const heard: string[] = [];
    connection.onFrame((frame) => heard.push(frame));
    connection.connect();
    const old = await nextSocket();
    clock.advance(ATTEMPT_TIMEOUT);
    expect(old.closed).toBe(true);
    await up();
    old.open();
    old.say("late");
    old.drop(1008, "late");
    expect(heard).toEqual(["yes"]);
    expect(old.sent).toEqual([]);
    expect(connection.state.kind).toBe("open");
  });
});

describe("a dead line is found", () => {
  test("[CLI-4] a quiet line is asked before the gateway's idle limit, any traffic puts that off", async () => {
    const { connection, clock, up } = testLine();
    const socket = await up();
    clock.advance(KEEP_ALIVE - 1);
    socket.say("traffic");
    clock.advance(KEEP_ALIVE - 1);
    connection.send("traffic");
    clock.advance(KEEP_ALIVE - 1);
    expect(socket.sent).toEqual(["are you there?", "traffic"]);
    clock.advance(1);
    expect(socket.sent).toEqual(["are you there?", "traffic", "are you there?"]);
    expect(KEEP_ALIVE).toBeLessThan(600_000);
  });

  test("[CLI-4] a question without an answer in time ends the line", async () => {
    const { connection, clock, up } = testLine();
    const socket = await up();
    connection.check();
    clock.advance(ANSWER_TIMEOUT - 1);
    expect(connection.state.kind).toBe("checking");
    clock.advance(1);
    expect(connection.state.kind).toBe("waiting");
    expect(socket.closed).toBe(true);
  });

  test("[CLI-4] any frame is an answer", async () => {
    const { connection, clock, up } = testLine();
    const socket = await up();
    connection.check();
    socket.say("anything");
    expect(connection.state.kind).toBe("open");
    clock.advance(ANSWER_TIMEOUT);
    expect(connection.state.kind).toBe("open");
  });
});

describe("hints", () => {
  test("[CLI-5] a hint asks an open line once and cuts a wait short", async () => {
    const { connection, sockets, up, nextSocket } = testLine();
    const socket = await up();
    connection.check();
    connection.check();
    expect(socket.sent).toEqual(["are you there?", "are you there?"]);
    socket.drop();
    connection.check();
    await nextSocket();
    expect(sockets).toHaveLength(2);
  });

  test("[CLI-5] a hint neither starts an idle connection nor wakes a refused one", async () => {
    const { connection, up } = testLine();
    connection.check();
    expect(connection.state.kind).toBe("idle");
    (await up()).drop(1008);
    connection.check();
    expect(connection.state.kind).toBe("refused");
  });
});

describe("the end", () => {
  test.each([
    { code: 1008, reason: "not you", expected: "not you" },
    { code: 4001, reason: "", expected: "The server closed the line with code 4001." },
  ])(
    "[CLI-6] code $code is a refusal: no further attempt until the user asks",
    async ({ code, reason, expected }) => {
      const { connection, clock, sockets, up, nextSocket } = testLine();
      (await up()).drop(code, reason);
      expect(connection.state).toEqual({ kind: "refused", reason: expected });
      expect(clock.due).toEqual([]);
      connection.connect();
      await nextSocket();
      expect(sockets).toHaveLength(2);
    },
  );

  test.each([1000, 1001, 1006, 1009, 1011, 1012])("[CLI-6] code %i is no refusal", async (code) => {
    const { connection, up } = testLine();
    (await up()).drop(code);
    expect(connection.state.kind).toBe("waiting");
  });

  test.each([
    {
      title: "an address that must not be retried",
      options: { url: () => Promise.reject(new RefusedError("No address here.")) },
      reason: "No address here.",
    },
    {
      title: "an address that is none",
      options: {
        openSocket: () => {
          throw new SyntaxError("bad");
        },
      },
      reason: "ws://server/stage is no address for a WebSocket from this page.",
    },
  ])("[CLI-6] $title is a refusal", async ({ options, reason }) => {
    const { connection, clock } = testLine(options);
    const refused = new Promise<LineState>((resolve) =>
      connection.onState((state) => state.kind === "refused" && resolve(state)),
    );
    connection.connect();
    expect(await refused).toEqual({ kind: "refused", reason });
    expect(clock.due).toEqual([]);
  });

  test("closing is idempotent and final, and an attempt under way comes to nothing", async () => {
    const { connection, clock, sockets, up } = testLine();
    const states: LineState["kind"][] = [];
    const socket = await up();
    connection.onState(({ kind }) => states.push(kind));
    connection.close();
    connection.close();
    connection.connect();
    connection.check();
    expect(states).toEqual(["closed"]);
    expect(socket.closed).toBe(true);
    expect(connection.send("no")).toBe(false);
    expect(clock.due).toEqual([]);
    expect(sockets).toHaveLength(1);
  });

  test("closing before the address is known opens no socket", async () => {
    let answer: (url: string) => void = () => {};
    const url = new Promise<string>((resolve) => (answer = resolve));
    const { connection, sockets } = testLine({ url: () => url });
    connection.connect();
    connection.close();
    answer("ws://server/stage");
    await url;
    expect(sockets).toEqual([]);
  });
});
