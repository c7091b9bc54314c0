import { expect, test } from "vitest";
import { compileSelection } from "./selection-expression.ts";

const message = JSON.stringify({
  action: "send",
  service: { chat: [{ "room-1": "lobby" }, true] },
  n: 1.5,
  yes: true,
  none: null,
  list: ["a", 2],
  "a b": "quoted",
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

test.each(["$request.header.x", "$context.routeKey", "${request.body.action", "$"])(
  "%s is refused",
  (expression) => {
    expect(() => compileSelection(expression)).toThrow("is not understood from");
  },
);

test.each(["$request.body[*].a", "${request.body..a}", "$request.body[?(@.a)]"])(
  "%s is refused, because only names and indices are evaluated",
  (expression) => {
    expect(() => compileSelection(expression)).toThrow("is not supported by the local API Gateway");
  },
);
