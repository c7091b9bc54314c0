import { expect, test } from "vitest";
import { HttpReader } from "./http-messages.ts";

const stream = Buffer.from(
  "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nh\u00e4llGET /b HTTP/1.1\r\nX-Empty:\r\n\r\n",
);
const expected = [
  ["POST /a HTTP/1.1", { host: "x", "content-length": "5" }, "häll"],
  ["GET /b HTTP/1.1", { "x-empty": "" }, ""],
];

test.each([1, 2, 7, 40, 1000])("pipelined messages are found in chunks of %i bytes", (size) => {
  const reader = new HttpReader();
  const messages = [];
  for (let at = 0; at < stream.length; at += size)
    messages.push(...reader.push(stream.subarray(at, at + size)));
  expect(
    messages.map(({ startLine, headers, body }) => [startLine, Object.fromEntries(headers), body.toString()]),
  ).toEqual(expected);
});
