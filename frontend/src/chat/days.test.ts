import fc from "fast-check";
import { expect, test } from "vitest";
import { ChatMessage } from "./chat-message.svelte.ts";
import { SAME_RUN, daysOf } from "./days.ts";

const DAY = 86_400_000;
const utcDay = (at: number) => new Date(at).toISOString().slice(0, 10);

const message = (id: string, author: string | undefined, at: number) =>
  new ChatMessage({
    id,
    room: "lobby",
    from: author ? { id: author, name: author } : undefined,
    content: id,
    at,
  });

const layout = (messages: ChatMessage[]) =>
  daysOf(messages, utcDay).map(({ rows }) =>
    rows.map(({ message: { id }, leads, ends }) => `${leads ? "(" : ""}${id}${ends ? ")" : ""}`).join(" "),
  );

test("messages of one author within minutes make a run", () => {
  expect(
    layout([message("a", "ada", 0), message("b", "ada", SAME_RUN - 1), message("c", "bob", SAME_RUN)]),
  ).toEqual(["(a b) (c)"]);
});

test("a pause, another author or a new day ends a run", () => {
  expect(layout([message("a", "ada", 0), message("b", "ada", SAME_RUN)])).toEqual(["(a) (b)"]);
  expect(layout([message("a", "ada", 0), message("b", undefined, 1), message("c", "ada", 2)])).toEqual([
    "(a) (b) (c)",
  ]);
  expect(layout([message("a", "ada", DAY - 1), message("b", "ada", DAY)])).toEqual(["(a)", "(b)"]);
});

test("an arrival leaves every row but the last as it was", () => {
  const messages = [message("a", "ada", 0), message("b", "ada", 1), message("c", "ada", 2)];
  const before = daysOf(messages.slice(0, 2), utcDay)[0]?.rows;
  const after = daysOf(messages, utcDay)[0]?.rows;
  expect(after?.[0]).toBe(before?.[0]);
  expect(after?.[1]).not.toBe(before?.[1]);
});

test("no message is lost, doubled or moved, and every run has one head and one end", () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom("ada", "bob", undefined), fc.integer({ min: -DAY, max: DAY })),
  );
  fc.assert(
    fc.property(steps, (authorsAndSteps) => {
      let at = 10 * 365 * DAY;
      const messages = authorsAndSteps.map(([author, step], index) =>
        message(`${index}`, author, (at += step)),
      );
      const days = daysOf(messages, utcDay);
      const rows = days.flatMap((day) => day.rows);
      expect(rows.map((row) => row.message)).toEqual(messages);
      expect(rows.filter(({ leads }) => leads)).toHaveLength(rows.filter(({ ends }) => ends).length);
      expect(new Set(days.map(({ key }) => key)).size).toBe(days.length);
    }),
  );
});
