// How a room's messages are laid out: by day, and within it in runs of one author under one name.
import type { ChatMessage } from "./chat-message.svelte.ts";

/** Milliseconds after which an author's next message shows the name again: a reader has lost the thread by then. */
export const SAME_RUN = 5 * 60_000;

interface Row {
  message: ChatMessage;
  /** The first of a run: it shows whose it is. */
  leads: boolean;
  /** The last of a run. */
  ends: boolean;
}

interface Day {
  /** Unique in the list, and stable while the day only grows. */
  key: string;
  /** A time within the day, in milliseconds since the epoch. */
  at: number;
  rows: Row[];
}

/**
 * Splits messages, in the order given, into days and runs.
 * @param dayOf names the day that a time falls on
 */
export function daysOf(messages: readonly ChatMessage[], dayOf: (at: number) => string) {
  const days: { name: string; messages: ChatMessage[] }[] = [];
  for (const message of messages) {
    const name = dayOf(message.at);
    if (days.at(-1)?.name !== name) days.push({ name, messages: [] });
    days.at(-1)?.messages.push(message);
  }
  // Clocks differ, so that a day can come back: its key says which time it is.
  return days.map(({ name, messages }, index): Day => {
    return { key: `${name}#${index}`, at: messages[0]?.at ?? 0, rows: rowsOf(messages) };
  });
}

function rowsOf(messages: readonly ChatMessage[]) {
  return messages.map((message, index) => {
    const leads = !sameRun(messages[index - 1], message);
    const ends = !sameRun(message, messages[index + 1]);
    return rowOf(message, leads, ends);
  });
}

function sameRun(before: ChatMessage | undefined, after: ChatMessage | undefined) {
  if (!before || !after) return false;
  return before.author === after.author && Math.abs(after.at - before.at) < SAME_RUN;
}

// A row is the same object for as long as it says the same, so that an arrival redraws no row but its own.
const rows = new WeakMap<ChatMessage, Row>();

function rowOf(message: ChatMessage, leads: boolean, ends: boolean) {
  const known = rows.get(message);
  if (known?.leads === leads && known.ends === ends) return known;
  const row: Row = { message, leads, ends };
  rows.set(message, row);
  return row;
}
