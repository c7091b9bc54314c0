import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sendFrame, syncFrame } from "./client-frames.ts";
import { ProtocolError } from "./errors.ts";
import type { ErrorCode } from "./errors.ts";
import { FRAME_BYTES_MAX, ID_LENGTH_MAX, MESSAGE_BYTES_MAX, MESSAGE_DEPTH_MAX } from "./limits.ts";
import { labelsOf, parseAction, parseClientFrame, unknownAction } from "./parse-client-frame.ts";

const parseSend = (text: unknown) => parseClientFrame(sendFrame, text);

/** The text of a `send` frame with these fields. */
const send = (fields: object) => JSON.stringify({ action: "send", ...fields });

/** The code that `text` is refused with. */
function codeOf(text: unknown, parse: (text: unknown) => unknown = parseSend): ErrorCode | "accepted" {
  try {
    parse(text);
    return "accepted";
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
}

/** The text of a value that nests `levels` deep. */
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

describe("frames", () => {
  test.each([
    ["a body that is absent", undefined, "frame-not-json"],
    ["nothing", "", "frame-not-json"],
    ["words", "hello", "frame-not-json"],
    ["a broken object", '{"action":"send",', "frame-not-json"],
    ["a deep broken array", "[".repeat(FRAME_BYTES_MAX), "frame-not-json"],
    ["null", "null", "frame-not-object"],
    ["a number", "1", "frame-not-object"],
    ["a string", '"send"', "frame-not-object"],
    ["an array", "[]", "frame-not-object"],
    ["a deep array", nested(FRAME_BYTES_MAX / 2), "frame-not-object"],
    ["a text over 32 KB", " ".repeat(FRAME_BYTES_MAX + 1), "frame-too-long"],
    ["a text over 32 KB only as UTF-8", "é".repeat(FRAME_BYTES_MAX / 2 + 1), "frame-too-long"],
  ])("[FRM-1] %s is refused with %3$s", (_, text, code) => {
    expect(codeOf(text)).toBe(code);
    expect(codeOf(text, parseAction)).toBe(code);
  });

  test("[FRM-1] a frame of exactly 32 KB is read", () => {
    const text = send({ message: "hi" });
    expect(codeOf(text.padEnd(FRAME_BYTES_MAX))).toBe("accepted");
    expect(codeOf(text.padEnd(FRAME_BYTES_MAX + 1))).toBe("frame-too-long");
  });

  test.each(["{}", '{"action":null}', '{"action":5}', '{"action":["send"]}', '{"action":""}'])(
    "[FRM-2] %s has no action",
    (text) => {
      expect(codeOf(text)).toBe("action-missing");
      expect(codeOf(text, parseAction)).toBe("action-missing");
    },
  );

  test("[FRM-3] an unknown action is named, however long, in a reason of bounded length", () => {
    expect(unknownAction("shout").message).toContain('"shout"');
    expect(unknownAction("x".repeat(20_000)).message.length).toBeLessThan(200);
    expect(() => parseSend('{"action":"shout"}')).toThrow('"shout"');
  });

  test("[FRM-3] a frame for another route is an unknown action here", () => {
    expect(codeOf('{"action":"sync"}')).toBe("action-unknown");
    expect(codeOf(send({ message: "hi" }), (text) => parseClientFrame(syncFrame, text))).toBe(
      "action-unknown",
    );
  });

  test("[FRM-4] unknown fields are dropped, and the last of a repeated one counts", () => {
    expect(parseSend(send({ message: "hi", from: { name: "root" }, __proto__: 1, type: "ack" }))).toEqual({
      action: "send",
      message: "hi",
    });
    expect(parseSend('{"action":"send","message":1,"message":2}').message).toBe(2);
    expect(parseClientFrame(syncFrame, '{"action":"sync","rooms":{}}')).toEqual({ action: "sync" });
  });

  test("[FRM-5] whatever text arrives, it is read or refused with a code", () => {
    const texts = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.json(),
      fc.json().map((json) => `{"action":"send",${json}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(codeOf(text)).toBeTypeOf("string");
      }),
    );
  });

  test("[FRM-5] whatever the fields hold, the frame is read or refused with a code", () => {
    const frames = fc.record(
      {
        action: fc.oneof(fc.constant("send"), fc.jsonValue()),
        message: fc.jsonValue(),
        room: fc.oneof(fc.string(), fc.jsonValue()),
        id: fc.oneof(fc.string(), fc.jsonValue()),
        ["__proto__"]: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(frames, (frame) => {
        expect(codeOf(JSON.stringify(frame))).not.toBe("internal");
      }),
    );
  });
});

describe("send", () => {
  test.each([null, false, true, 0, -1.5, " ", "hi", [], {}, [null], { message: "" }])(
    "[SND-1] %j is a message",
    (message) => {
      expect(parseSend(send({ message }))).toEqual({ action: "send", message });
    },
  );

  test("[SND-1] every JSON value within the limits, but an empty string, is a message as it is", () => {
    const messages = fc.jsonValue({ maxDepth: 8 }).filter((value) => value !== "");
    fc.assert(
      fc.property(messages, (message) => {
        const text = JSON.stringify(message);
        expect(JSON.stringify(parseSend(`{"action":"send","message":${text}}`).message)).toBe(text);
      }),
    );
  });

  test("[SND-2] a frame without a message is refused", () => {
    expect(codeOf(send({}))).toBe("message-missing");
    expect(codeOf(send({ text: "hi" }))).toBe("message-missing");
  });

  test("[SND-3] an empty string is refused", () => {
    expect(codeOf(send({ message: "" }))).toBe("message-empty");
  });

  test("[SND-4] a message may nest 64 levels and no more", () => {
    const text = (levels: number) => `{"action":"send","message":${nested(levels)}}`;
    expect(codeOf(text(MESSAGE_DEPTH_MAX))).toBe("accepted");
    expect(codeOf(text(MESSAGE_DEPTH_MAX + 1))).toBe("message-too-deep");
    expect(codeOf(text(16_000))).toBe("message-too-deep");
  });

  test.each([
    ["ASCII", "a", 1],
    ["two bytes a letter", "é", 2],
    ["four bytes a letter", "👋", 4],
  ])("[SND-5] a message may have 16 KB and no more, in %s", (_, letter, bytes) => {
    const quotes = 2;
    const full = letter.repeat((MESSAGE_BYTES_MAX - quotes - 2) / bytes);
    const padding = MESSAGE_BYTES_MAX - quotes - new TextEncoder().encode(full).length;
    expect(codeOf(send({ message: full + " ".repeat(padding) }))).toBe("accepted");
    expect(codeOf(send({ message: full + " ".repeat(padding + 1) }))).toBe("message-too-long");
  });

  test("[SND-5] the size is that of the value, not of the text that the client wrote", () => {
    const spaced = `{"action":"send","message":[1,${" ".repeat(MESSAGE_BYTES_MAX)}2]}`;
    expect(parseSend(spaced).message).toEqual([1, 2]);
  });

  test.each(["", "a b", "a#0", "ä", "x".repeat(65), 5, null, ["lobby"]])("[SND-6] %j is no room", (room) => {
    expect(codeOf(send({ message: "hi", room }))).toBe("room-invalid");
  });

  test("[SND-6] a room of letters, digits, hyphens and underscores is kept", () => {
    expect(parseSend(send({ message: "hi", room: "Team_7-a" })).room).toBe("Team_7-a");
  });

  test.each(["", "x".repeat(ID_LENGTH_MAX + 1), 5, null, {}])("[SND-7] %j is no id", (id) => {
    expect(codeOf(send({ message: "hi", id }))).toBe("id-invalid");
  });

  test("[SND-7] an id of up to 64 characters is kept", () => {
    const id = "x".repeat(ID_LENGTH_MAX);
    expect(parseSend(send({ message: "hi", id })).id).toBe(id);
  });
});

describe("labels", () => {
  test("[ERR-2] action and id are read where they can be", () => {
    expect(labelsOf('{"action":"shout","id":"7"}')).toEqual({ action: "shout", id: "7" });
    expect(labelsOf('{"action":5,"id":"7"}')).toEqual({ id: "7" });
    expect(labelsOf(`{"action":"${"x".repeat(100)}","id":""}`)).toEqual({ action: "x".repeat(64) });
    expect(labelsOf("[]")).toEqual({});
    expect(labelsOf("{")).toEqual({});
    expect(labelsOf(undefined)).toEqual({});
  });
});
