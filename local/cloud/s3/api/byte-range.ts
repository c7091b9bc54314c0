// Reads a Range header. https://www.rfc-editor.org/rfc/rfc9110.html#name-byte-ranges
import { AwsError } from "../../errors.ts";

/**
 * First and last byte. Undefined for everything, which is also what several ranges, or other units, are answered with.
 * @param size of the object in bytes
 * @throws AwsError InvalidRange when none of it is there
 */
export function rangeOf(
  header: string | undefined,
  size: number,
): { start: number; end: number } | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  const start = first === "" ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (start <= end) return { start, end };
  throw new AwsError("InvalidRange", "The requested range is not satisfiable", 416);
}
