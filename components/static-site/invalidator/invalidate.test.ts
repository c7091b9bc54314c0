import type { CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { expect, test } from "vitest";
import { type Change, invalidateChanges } from "./invalidate.ts";

const old = { "about.html": "1", "index.html": "1" };
const files = { ...old, "about.html": "2" };

/** What the function asks CloudFront for, and what it answers. */
async function outcomeOf(tf: Change["tf"], awsRequestId = "request-1") {
  const asked: CreateInvalidationCommand["input"][] = [];
  const send = async (command: { input: CreateInvalidationCommand["input"] }) =>
    void asked.push(command.input);
  const answer = await invalidateChanges({ send } as never, "E1")({ files, tf }, { awsRequestId });
  return { asked, answer };
}

test("a deployment invalidates the paths that it changed, and says which", async () => {
  const { asked, answer } = await outcomeOf({ action: "update", prev_input: { files: old } });
  expect(asked).toEqual([
    {
      DistributionId: "E1",
      InvalidationBatch: {
        CallerReference: "request-1",
        Paths: { Quantity: 1, Items: ["/about.html"] },
      },
    },
  ]);
  expect(answer).toEqual({ invalidated: ["/about.html"] });
});

test("a site that goes back and forth is invalidated each time", async () => {
  const change = { action: "update", prev_input: { files: old } } as const;
  const [first, second] = [await outcomeOf(change, "request-1"), await outcomeOf(change, "request-2")];
  const reference = ({ asked }: typeof first) => asked[0]?.InvalidationBatch?.CallerReference;
  expect(reference(first)).not.toBe(reference(second));
});

test.each([
  ["the first deployment", { action: "create", prev_input: null } as const],
  ["a deployment that changed nothing", { action: "update", prev_input: { files } } as const],
])("%s asks CloudFront for nothing", async (_what, tf) => {
  expect(await outcomeOf(tf)).toEqual({ asked: [], answer: { invalidated: [] } });
});

test("when it goes, everything is invalidated, for nobody does so afterwards", async () => {
  const { answer } = await outcomeOf({ action: "delete", prev_input: { files } });
  expect(answer).toEqual({ invalidated: ["/*"] });
});
