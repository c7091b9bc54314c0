import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { sendFrame } from "../../../protocol/client-frames.ts";
import { MESSAGE_BYTES_MAX } from "../../../protocol/limits.ts";
import { Draft } from "./draft.svelte.ts";

/** A draft of so many bytes as JSON: its quotes are two of them. */
function draftOf(bytes: number) {
  const draft = new Draft();
  draft.text = "x".repeat(bytes - 2);
  return draft;
}

test("white space alone is nothing to send, around a text it is dropped", () => {
  const draft = new Draft();
  draft.text = " \n ";
  expect(draft.take()).toBeUndefined();
  draft.text = "\n two\nlines  ";
  expect(draft.take()).toBe("two\nlines");
  expect(draft.text).toBe("");
});

test("a draft is sendable up to the protocol's limit and tells of it in time", () => {
  expect(draftOf(MESSAGE_BYTES_MAX / 2).notice).toBeUndefined();
  expect(draftOf(MESSAGE_BYTES_MAX)).toMatchObject({
    sendable: true,
    tooLong: false,
    notice: "0 bytes left",
  });
  const over = draftOf(MESSAGE_BYTES_MAX + 7);
  expect(over).toMatchObject({ sendable: false, tooLong: true });
  expect(over.notice).toMatch(/^Too long by 7 bytes\./);
  expect(over.take()).toBeUndefined();
  expect(over.text).not.toBe("");
});

test("[SND-5] a draft and the protocol agree on what is too long", () => {
  const text = fc.tuple(fc.constantFrom("x", "ü", "€", "😀", '"'), fc.integer({ min: 4_000, max: 17_000 }));
  fc.assert(
    fc.property(text, ([unit, count]) => {
      const draft = new Draft();
      draft.text = unit.repeat(count);
      expect(draft.sendable).toBe(v.is(sendFrame, { action: "send", message: draft.content }));
    }),
    { numRuns: 40 },
  );
});
