import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";

const known = ["start", "client", "memory"];
const parse = (...argv: string[]) => parseArguments(argv, known);

test("without flags everything is measured three times", () => {
  expect(parse()).toEqual({ rounds: 3, only: known, against: undefined, help: false });
});

test("what is chosen is measured in the usual order", () => {
  expect(parse("--only", "memory,start", "--rounds", "5")).toEqual({
    rounds: 5,
    only: ["start", "memory"],
    against: undefined,
    help: false,
  });
});

test("a commit to compare with is passed on", () => {
  expect(parse("--against", "v1.0")).toMatchObject({ against: "v1.0" });
});

test.each([
  [["--rounds", "0"], "--rounds 0: give a whole number of at least 1"],
  [["--rounds", "some"], "--rounds some: give a whole number of at least 1"],
  [["--only", "client,speed"], "--only speed: give some of start, client, memory"],
  [["--against", "../main"], "--against ../main: give a commit or a tag"],
  [["--fast"], "npm run bench -- --help lists the flags"],
])("%j is refused", (argv, message) => {
  expect(() => parse(...argv)).toThrow(message);
});
