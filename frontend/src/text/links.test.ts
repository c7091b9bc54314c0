import fc from "fast-check";
import { expect, test } from "vitest";
import { tokenize } from "./links.ts";

const links = (text: string) =>
  tokenize(text).flatMap((token) => (token.kind === "link" ? [token.text] : []));

test.each([
  ["nothing here", []],
  ["see https://example.com/a?b=c#d now", ["https://example.com/a?b=c#d"]],
  ["HTTP://EXAMPLE.COM", ["HTTP://EXAMPLE.COM"]],
  ["two: http://a.example http://b.example", ["http://a.example", "http://b.example"]],
  ["the end: https://example.com.", ["https://example.com"]],
  ["(as in https://example.com/wiki/A_(b))", ["https://example.com/wiki/A_(b)"]],
  ["[https://example.com].", ["https://example.com"]],
  ["https://", []],
  ["xhttps://example.com", []],
])("%s has the links %j", (text, expected) => {
  expect(links(text)).toEqual(expected);
});

test("[CLI-12] no scheme but http and https becomes a link", () => {
  const text =
    "javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd ftp://example.com mailto:a@b.example";
  expect(tokenize(text)).toEqual([{ kind: "text", text }]);
});

test("[CLI-12] every link is http or https and the tokens join to the text they came from", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.constantFrom("(", ")", "https://", "javascript:", '"', "<b>", " "),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join("");
      const tokens = tokenize(text);
      expect(tokens.map((token) => token.text).join("")).toBe(text);
      for (const token of tokens) {
        if (token.kind === "link") expect(new URL(token.href).protocol).toMatch(/^https?:$/);
      }
    }),
  );
});
