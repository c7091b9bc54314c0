import { expect, test } from "vitest";
import { compileJsonPath } from "./json-path.ts";

const message = {
  action: "send",
  "room-1": { name: "lobby" },
  orders: [
    { id: 1, state: "open" },
    { id: 2, state: "shut" },
  ],
};

test.each([
  ["$", message],
  ["$.action", "send"],
  ["$.room-1.name", "lobby"],
  ["$['room-1']['name']", "lobby"],
  ["$.orders[0].id", 1],
  ["$.orders[-1].id", 2],
  ["$.orders[*].id", [1, 2]],
  ["$..state", ["open", "shut"]],
  ["$.orders[?(@.state == 'open')].id", [1]],
  ["$.orders[0:1]", [{ id: 1, state: "open" }]],
  ["$.orders[?(@.id > 5)]", []],
])("[GW-29] %s leads to %j", (path, value) => {
  expect(compileJsonPath(path)(message)).toEqual(value);
});

test.each(["$.missing", "$.missing.further", "$.action.length", "$.orders[2]", "$.toString", "$.__proto__"])(
  "[GW-29] %s leads nowhere",
  (path) => {
    expect(compileJsonPath(path)(message)).toBeUndefined();
  },
);

test.each(["action", "$.orders[", "$.orders[?(@.id = 1)]", "$.a b"])("[GW-29] %s is refused", (path) => {
  expect(() => compileJsonPath(path)).toThrow(`the JSONPath ${path} is not understood`);
});
