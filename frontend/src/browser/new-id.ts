/**
 * An id of 32 hexadecimal digits, from 128 random bits. Not `crypto.randomUUID`, which a page on a plain http
 * address of the local network does not have: https://developer.mozilla.org/docs/Web/API/Crypto/randomUUID
 */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
