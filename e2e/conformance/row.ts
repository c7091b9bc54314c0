// A test that proves one row of the table.
import { test } from "vitest";
import { ROWS } from "./rows.ts";

export function row(number: number, prove: () => Promise<void>) {
  test(`[GW-${number}] ${ROWS[number]?.fact}`, prove);
}
