// Numbers and times as people read them.

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const KILOBYTE = 1_024;

/** `340 ms`, `3.4 s`, `10 min` or `2 h`, by size. */
export function duration(ms: number) {
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${(ms / SECOND_MS).toFixed(1)} s`;
  return ms < HOUR_MS ? `${Math.round(ms / MINUTE_MS)} min` : `${Math.round(ms / HOUR_MS)} h`;
}

/** `512 B`, `12.3 KB`; whole numbers of KB without a fraction. */
export function byteSize(bytes: number) {
  if (bytes < KILOBYTE) return `${bytes} B`;
  return `${(bytes / KILOBYTE).toFixed(bytes % KILOBYTE === 0 ? 0 : 1)} KB`;
}

/** `14:03:07.250`, in the time zone of the machine. */
export function clockTime(at: number) {
  const date = new Date(at);
  const part = (value: number, digits = 2) => String(value).padStart(digits, "0");
  return `${part(date.getHours())}:${part(date.getMinutes())}:${part(date.getSeconds())}.${part(date.getMilliseconds(), 3)}`;
}
