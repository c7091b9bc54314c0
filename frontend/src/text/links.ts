// Finds the links in plain text. The result is tokens, never HTML: what is not a link stays text.

type Token = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

/** Only these two schemes become links: `javascript:` and its kin stay text. */
const CANDIDATE = /\bhttps?:\/\/[^\s<>"]+/gi;

/** Punctuation that ends a sentence more often than an address. */
const TRAILING = /[.,;:!?'"*_~]+$/;

/** Splits `text` into text and http(s) links. The tokens' texts, joined, are `text` again. */
export function tokenize(text: string) {
  const tokens: Token[] = [];
  let end = 0;
  for (const { 0: candidate, index } of text.matchAll(CANDIDATE)) {
    const address = trim(candidate);
    if (!URL.canParse(address)) continue;
    if (index > end) tokens.push({ kind: "text", text: text.slice(end, index) });
    tokens.push({ kind: "link", text: address, href: new URL(address).href });
    end = index + address.length;
  }
  if (end < text.length) tokens.push({ kind: "text", text: text.slice(end) });
  return tokens;
}

/** An address at the end of a sentence or inside brackets loses what belongs to the sentence. */
function trim(candidate: string): string {
  const address = candidate.replace(TRAILING, "");
  const closesTooOften = /[)\]}]$/.test(address) && count(address, /[)\]}]/g) > count(address, /[([{]/g);
  return closesTooOften ? trim(address.slice(0, -1)) : address;
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
