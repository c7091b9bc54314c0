import { expect, test } from "vitest";
import { subjectOf } from "./subjects.ts";

test("a subject carries the numbers that stay when names change hands", () => {
  expect(subjectOf({ repository: "serverless/socket", ownerId: 1, repositoryId: 2 })).toBe(
    "repo:serverless@1/socket@2",
  );
});

test.each(["socket", "a/b/c", "serverless/*", ""])(
  "a repository that is none is refused: %j",
  (repository) => {
    expect(() => subjectOf({ repository, ownerId: 1, repositoryId: 2 })).toThrow("give it as owner/name");
  },
);
