// Measures of a JSON value.

const encoder = new TextEncoder();

/** Bytes of the text in UTF-8. */
export function utf8Bytes(text: string) {
  return encoder.encode(text).length;
}

/** Whether arrays and objects nest over `levels` deep. Looks no deeper, so no value overflows the stack. */
export function nestsDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => nestsDeeperThan(levels - 1, inner));
}
