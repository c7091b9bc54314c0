// A test that proves one row of the table.
import { test } from "vitest";
import { ROWS } from "./rows.ts";

/** Sixty rows of a table are named by number, in the reference as in the titles. */
export const titleOf = (number: number) => `[GW-${number}] ${ROWS[number]?.fact}`;

export function row(number: number, prove: () => Promise<void>) {
  test(titleOf(number), prove);
}
