import { describe, expect, test } from "vitest";
import { FakeClock } from "../connection/fake-clock.ts";
import { Announcer, GATHER, LINE_STAYS, READ_OUT } from "./announcer.svelte.ts";

function announced(count: number) {
  const clock = new FakeClock();
  const announcer = new Announcer(clock);
  for (let index = 0; index < count; index++) announcer.announce(`Ada: ${index}`);
  clock.advance(GATHER);
  return { clock, announcer, texts: () => announcer.lines.map(({ text }) => text) };
}

describe("arrivals", () => {
  test("[CLI-15] a few are read out one by one", () => {
    expect(announced(READ_OUT).texts()).toEqual(["Ada: 0", "Ada: 1", "Ada: 2"]);
  });

  test("[CLI-15] a burst is one line", () => {
    expect(announced(READ_OUT + 1).texts()).toEqual(["4 new messages"]);
  });

  test("[CLI-15] each line goes after its time, the newer ones stay", () => {
    const { announcer, clock, texts } = announced(1);
    clock.advance(LINE_STAYS - GATHER);
    announcer.announce("Bob: later");
    clock.advance(GATHER);
    expect(texts()).toEqual(["Bob: later"]);
    clock.advance(LINE_STAYS);
    expect(texts()).toEqual([]);
  });
});
