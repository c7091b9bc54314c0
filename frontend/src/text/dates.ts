// Times as a reader expects them, in the reader's language and zone unless told otherwise.

export interface Locale {
  /** A BCP 47 tag; default: the browser's. */
  language?: string;
  /** An IANA zone; default: the device's. */
  timeZone?: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format is made once: that costs a hundred times what using it does, and each row needs several. */
function format(language: string | undefined, options: Intl.DateTimeFormatOptions) {
  const key = JSON.stringify([language, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, known);
  return known;
}

/** A clock time such as "14:05"; `at` in milliseconds since the epoch, as everywhere here. */
export function clockTime(at: number, { language, timeZone }: Locale = {}) {
  return format(language, { timeStyle: "short", timeZone }).format(at);
}

/** Day and time to the second, for a title. */
export function exactTime(at: number, { language, timeZone }: Locale = {}) {
  return format(language, { dateStyle: "full", timeStyle: "medium", timeZone }).format(at);
}

/** "2026-01-31", the reader's day that `at` falls on. */
export function dayOf(at: number, { timeZone }: Locale = {}) {
  // Sweden writes dates as ISO 8601 does.
  return format("sv-SE", { timeZone }).format(at);
}

/** "Today", "Yesterday", or the day written out, with its year only if that is not the present one. */
export function dayName(at: number, now: number, locale: Locale = {}) {
  const day = dayOf(at, locale);
  const today = dayOf(now, locale);
  const daysAgo = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) {
    const name = new Intl.RelativeTimeFormat(locale.language, { numeric: "auto" }).format(-daysAgo, "day");
    return name.charAt(0).toLocaleUpperCase(locale.language) + name.slice(1);
  }
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : "numeric";
  return format(locale.language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year,
    timeZone: locale.timeZone,
  }).format(at);
}
