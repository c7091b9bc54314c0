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
  const days: Day[] = [];
  let name: string | undefined;
  for (const message of messages) {
    const nameOfThis = dayOf(message.at);
    // Clocks differ, so that a day can come back: the key says which time it is.
    if (nameOfThis !== name) days.push({ key: `${nameOfThis}#${days.length}`, at: message.at, rows: [] });
    name = nameOfThis;
    const rows = days.at(-1)?.rows ?? [];
    const before = rows.at(-1);
    const leads = !before || !sameRun(before.message, message);
    if (before && !leads) before.ends = false;
    rows.push({ message, leads, ends: true });
  }
  return days;
}

function sameRun(before: ChatMessage, message: ChatMessage) {
  return before.author === message.author && Math.abs(message.at - before.at) < SAME_RUN;
}
