// A test that proves one row of the table.
import { test } from "vitest";
import { ROWS } from "./rows.ts";

/** A test of a row of rows.ts, titled with its fact. */
export function row(number: number, prove: () => Promise<void>) {
  test(`[GW-${number}] ${ROWS[number]?.fact}`, prove);
}
