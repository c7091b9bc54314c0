import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../../support/cloud.ts";
import { ROWS } from "../rows.ts";
import { MUTATIONS } from "./mutations.ts";

test.each(MUTATIONS)("the mutation of row $row fits what is in $file", ({ file, from }) => {
  expect(readFileSync(join(repository, file), "utf8").split(from)).toHaveLength(2);
});

test("every row has a mutation", () => {
  const mutated = new Set(MUTATIONS.map(({ row }) => row));
  expect(Object.keys(ROWS).map(Number)).toEqual([...mutated].sort((a, b) => a - b));
});
