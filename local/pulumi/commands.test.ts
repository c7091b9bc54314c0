import { expect, test } from "vitest";
import { needsOf } from "./commands.ts";

test.each([
  ["up --yes", { cloud: true, build: true }],
  ["--color never preview --diff", { cloud: true, build: true }],
  ["-C elsewhere up", { cloud: true, build: true }],
  ["refresh --yes", { cloud: true, build: false }],
  ["destroy", { cloud: true, build: false }],
  ["import aws:dynamodb/table:Table chat chat", { cloud: true, build: false }],
  ["-s up stack output", { cloud: false, build: false }],
  ["config set title up", { cloud: false, build: false }],
  ["up --help", { cloud: false, build: false }],
  ["", { cloud: false, build: false }],
])("pulumi %s", (line, needs) => {
  expect(needsOf(line.split(" "))).toEqual(needs);
});
