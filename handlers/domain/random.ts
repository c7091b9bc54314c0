// What we make of random bytes.
import type { Random } from "./ports.ts";

/** Bytes of an id: at 96 bits two of a billion ids coincide with a chance of one in 10^11. */
const ID_BYTES = 12;

/** An id of 16 URL-safe characters. */
export function randomId(random: Random) {
  return Buffer.from(random.bytes(ID_BYTES)).toString("base64url");
}

/** A number from 0 up to, not including, 1. */
export function randomFraction(random: Random) {
  return Buffer.from(random.bytes(4)).readUInt32BE() / 2 ** 32;
}

/** One of `choices`, each as likely. */
export function randomChoice<T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(randomFraction(random) * choices.length)] ?? choices[0];
}
