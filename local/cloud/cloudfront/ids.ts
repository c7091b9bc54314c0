// Ids as CloudFront makes them.
import type { Random } from "../random.ts";

const DIGITS = 13;
/** Enough for as many digits of base 36. */
const BYTES = 10;

/** `E` and thirteen more capitals and digits. @param prefix in place of the `E` */
export function newId(random: Random, prefix = "E"): string {
  const digits = BigInt(`0x${random.bytes(BYTES).toString("hex")}`)
    .toString(36)
    .toUpperCase();
  return prefix + digits.slice(0, DIGITS).padEnd(DIGITS, "0");
}
