import { expect, onTestFinished, test } from "vitest";
import { Lifetime } from "../../local/cli/lifetime.ts";
import { startFunctions } from "./functions.ts";

test("each function is called once in a connection's life; the first call, and one after a renewal, waits for its initialisation", async () => {
  const lifetime = new Lifetime();
  onTestFinished(() => lifetime.end());
  const codes = new Map([["connect", "export const handler = async () => ({ statusCode: 200 });"]]);
  const functions = await startFunctions(lifetime, codes);
  const initialised = async () => {
    const calls = await functions.live();
    expect([...calls.keys()]).toEqual(["connect"]);
    return calls.get("connect")?.init !== undefined;
  };
  expect([await initialised(), await initialised()]).toEqual([true, false]);
  functions.renew();
  expect(await initialised()).toBe(true);
});
