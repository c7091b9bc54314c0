// Which addresses keys may be fetched from.

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether nobody on the way can exchange what is fetched: TLS, or an issuer on this very machine. */
export function isSecureUrl(text: string) {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
}
