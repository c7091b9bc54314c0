import * as aws from "@pulumi/aws";
import { expect, test } from "vitest";
import { END_OF_SUPPORT } from "./runtimes.ts";

test("every runtime that the provider knows has a date", () => {
  const undated = Object.values(aws.lambda.Runtime).filter((runtime) => !(runtime in END_OF_SUPPORT));
  expect(undated).toEqual([]);
});

test("a date is a day as the rule compares it", () => {
  for (const date of Object.values(END_OF_SUPPORT)) {
    expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
  }
});
