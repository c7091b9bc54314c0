import { describe, expect, test } from "vitest";
import { compileResponseSelection, compileSelection } from "./selection-expression.ts";

const message = JSON.stringify({
  action: "send",
  service: { chat: [{ "room-1": "lobby" }, true] },
  n: 1.5,
  yes: true,
  none: null,
  list: ["a", 2],
  "a b": "quoted",
  rooms: [
    { id: 1, name: "lobby" },
    { id: 2, name: "hall" },
  ],
});

test.each([
  ["$request.body.action", "send"],
  ["${request.body.action}", "send"],
  ["${request.body.service.chat[0].room-1}/${request.body.action}", "lobby/send"],
  ["v1-$request.body.action", "v1-send"],
  ["\\$default", "$default"],
  ["\\$${request.body.action}", "$send"],
  ["always", "always"],
  ["$request.body['a b']", "quoted"],
  ['$request.body["action"]', "send"],
  ["$request.body.service.chat[*].room-1", "[lobby]"],
  ["${request.body..room-1}", "[lobby]"],
  ["$request.body.rooms[?(@.id == 2)].name", "[hall]"],
  ["$request.body.rooms[?(@['id'] == 1)].name/$request.body.action", "[lobby]/send"],
  ["${request.body.rooms[-1].name}", "hall"],
])("[GW-29] %s gives %s", (expression, key) => {
  expect(compileSelection(expression)(message)).toBe(key);
});

test.each([
  ["$request.body.n", "1.5"],
  ["$request.body.yes", "true"],
  ["$request.body.none", "null"],
  ["$request.body.list", "[a, 2]"],
  ["$request.body.service.chat[1]", "true"],
])("[GW-30] %s is turned into the string %s", (expression, key) => {
  expect(compileSelection(expression)(message)).toBe(key);
});

test.each([
  "$request.body.missing",
  "$request.body.action.length",
  "$request.body.list[2]",
  "$request.body.toString",
])("%s is not in the message and gives an empty string", (expression) => {
  expect(compileSelection(expression)(message)).toBe("");
});

test("a message that is not JSON cannot be evaluated", () => {
  expect(compileSelection("$request.body.action")("{")).toBeUndefined();
});

test.each(["$request.header.x", "$context.routeKey", "${request.body.action", "$", "$default"])(
  "%s is refused",
  (expression) => {
    expect(() => compileSelection(expression)).toThrow("is not understood from");
  },
);

test("[GW-31] a static expression asks nothing of the message", () => {
  expect(compileSelection("\\$default")("{")).toBe("$default");
});

test("[GW-29] what a variable gives is not evaluated again", () => {
  const message = JSON.stringify({ action: "${request.body.secret}", secret: "x" });
  expect(compileSelection("$request.body.action")(message)).toBe("${request.body.secret}");
});

describe("over a response", () => {
  const response = { status: 204, headers: { "x-kind": ["a", "b"] } };

  test.each([
    ["$integration.response.statuscode", "204"],
    ["${integration.response.statuscode}-$request.body.action", "204-send"],
    ["$integration.response.header.X-Kind", "b"],
    ["${integration.response.multivalueheader.x-kind}", "[a, b]"],
    ["[$integration.response.header.missing]", "[]"],
    ["\\$default", "$default"],
  ])("[GW-37] %s gives %s", (expression, key) => {
    expect(compileResponseSelection(expression)(message, response)).toBe(key);
  });

  test("[GW-37] the status needs no message", () => {
    expect(compileResponseSelection("$integration.response.statuscode")("", response)).toBe("204");
  });

  test.each(["$integration.response.body.a", "$integration.response.header"])(
    "[GW-37] %s is refused",
    (bad) => {
      expect(() => compileResponseSelection(bad)).toThrow("is not understood from");
    },
  );

  test("[GW-37] a route selection does not see it", () => {
    expect(() => compileSelection("$integration.response.statuscode")).toThrow("is not understood from");
  });
});
