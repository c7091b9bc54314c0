import { afterAll, beforeAll, expect, test } from "vitest";
import { runToEnd } from "./support/cloud.ts";
import { copyProgram, type ProgramCopy } from "./support/copy.ts";

let program: ProgramCopy;
let first: string[];

const preview = async () => {
  const { code, output, errors } = await runToEnd("--preview", "--program", program.directory);
  expect(code, errors).toBe(0);
  return output.split("\n");
};

beforeAll(async () => {
  program = copyProgram();
  first = await preview();
});
afterAll(() => program?.remove());

test("a preview lists every resource by URN and type", () => {
  const listed = first.join("\n");
  for (const type of [
    "apigatewayv2/api:Api",
    "lambda/function:Function",
    "dynamodb/table:Table",
    "cloudfront/distribution:Distribution",
  ]) {
    expect(listed).toMatch(new RegExp(`aws:${type}.*urn:pulumi:local::.*aws:${type}::`));
  }
});

test("two previews of the same sources are byte-identical", async () => {
  expect(await preview()).toEqual(first);
});

test("editing one handler changes exactly one function", async () => {
  program.edit("handlers/send.ts", "export const handler", "console.log('edited');\nexport const handler");
  const second = await preview();
  const changed = second.filter((line) => !first.includes(line));
  expect(changed).toEqual([expect.stringContaining("aws:lambda/function:Function")]);
  expect(changed[0]).toContain("send");
});
