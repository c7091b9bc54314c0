import { expect, test } from "vitest";
import { checkConcurrency, checkReservations } from "./concurrency.ts";

const shared = (inProgress: number) => ({ reserved: undefined, inProgress });
const owning = (reserved: number, inProgress: number) => ({ reserved, inProgress });

test("functions without a reservation share what nobody reserved", () => {
  const called = shared(400);
  const functions = [called, shared(199), owning(400, 0)];
  expect(() => checkConcurrency(called, functions, 1000)).not.toThrow();
  functions.push(shared(1));
  expect(() => checkConcurrency(called, functions, 1000)).toThrow(
    expect.objectContaining({ code: "TooManyRequestsException", status: 429 }),
  );
});

test("a function with a reservation has it whatever the others do, and no more", () => {
  const others = [shared(900), owning(50, 50)];
  expect(() => checkConcurrency(owning(50, 49), others, 1000)).not.toThrow();
  expect(() => checkConcurrency(owning(50, 50), others, 1000)).toThrow("the function's 50 reserved");
});

test("reservations leave a hundred to the other functions", () => {
  expect(() => checkReservations([undefined, 400, 500], 1000)).not.toThrow();
  expect(() => checkReservations([undefined, 400, 501], 1000)).toThrow("below its minimum value of [100]");
  expect(() => checkReservations([undefined, 0], 10)).not.toThrow();
});
