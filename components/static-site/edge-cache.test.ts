// A site whose pages CloudFront's edges keep, and the function that tells them what a deployment changed.
import { expect, test } from "vitest";
import { deploy, folderOf, statementsOf } from "../testing.ts";
import type { StaticSiteArgs } from "./args.ts";
import { StaticSite } from "./static-site.ts";

const FUNCTION = "aws:lambda/function:Function";
const INVOCATION = "aws:lambda/invocation:Invocation";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

const BUILD = {
  "index.html": "<!doctype html>",
  "about.html": "<p>about",
  "favicon.svg": "<svg/>",
  "assets/index-BxQ3_a-9.js": "1",
};

function siteOf(args: Partial<StaticSiteArgs> = {}, files: Record<string, string> = BUILD, preview = false) {
  const folder = folderOf(files);
  return deploy(() => new StaticSite("site", { folder, edgeCache: { seconds: 600 }, ...args }), { preview });
}

test("edges keep what has no hash in its name, and browsers ask each time", async () => {
  const served = (await siteOf({ config: {} }))
    .all(OBJECT)
    .map(({ inputs }) => [inputs.key, inputs.cacheControl]);
  const kept = "public, max-age=0, s-maxage=600";
  expect(served).toEqual([
    ["about.html", kept],
    ["assets/index-BxQ3_a-9.js", "public, max-age=31536000, immutable"],
    ["config.json", kept],
    ["favicon.svg", kept],
    ["index.html", kept],
  ]);
});

test("a deployment invalidates the paths whose content it changed, once that is there", async () => {
  const { inputs, dependencies } = (await siteOf({ config: {} })).one(INVOCATION, "site");
  expect(inputs).toMatchObject({ functionName: "project-test-site-invalidation", lifecycleScope: "CRUD" });
  const unhashed = ["about.html", "favicon.svg", "index.html", "config.json"];
  expect(Object.keys(JSON.parse(inputs.input).files)).toEqual(unhashed);
  expect(dependencies).toEqual(expect.arrayContaining(unhashed.map((key) => `${OBJECT} site/${key}`)));
});

test("the function may invalidate this distribution, and nothing else", async () => {
  const { one } = await siteOf();
  expect(statementsOf(one(ROLE_POLICY, "site-invalidation").inputs.policy)).toEqual([
    expect.objectContaining({ Action: ["logs:CreateLogStream", "logs:PutLogEvents"] }),
    {
      Effect: "Allow",
      Action: ["cloudfront:CreateInvalidation"],
      Resource: ["arn:aws:cloudfront::123456789012:distribution/site"],
    },
  ]);
  expect(one(FUNCTION, "site-invalidation").inputs.environment.variables).toEqual({
    DISTRIBUTION_ID: "site-id",
  });
  expect(one(LOG_GROUP, "site-invalidation").inputs.retentionInDays).toBe(30);
});

test("a preview shows the function and its call, though config.json is not known yet", async () => {
  const { one } = await siteOf({ config: { a: 1 } }, BUILD, true);
  expect(one(INVOCATION, "site").inputs.lifecycleScope).toBe("CRUD");
});

test("without the argument there is no function, and nothing is invalidated", async () => {
  const { all } = await siteOf({ edgeCache: undefined });
  expect([...all(FUNCTION), ...all(INVOCATION)]).toEqual([]);
});

test("a caller changes the call and the function, and tags reach what takes tags", async () => {
  const { one } = await siteOf({
    tags: { team: "chat" },
    transform: { invocation: { terraformKey: "change" }, function: { memorySize: 512 } },
  });
  expect(one(INVOCATION, "site").inputs.terraformKey).toBe("change");
  expect(one(FUNCTION, "site-invalidation").inputs).toMatchObject({
    ...{ memorySize: 512, tags: { team: "chat" } },
  });
});

test.each([0, -1, 1.5, Number.NaN, 31_536_001])("refuses %d seconds", async (seconds) => {
  await expect(siteOf({ edgeCache: { seconds } })).rejects.toThrow(
    /edgeCache\.seconds is .*: AWS takes whole seconds, 1 to 31536000\. Give seconds in that range/,
  );
});

test("refuses a name that is too long for its function", async () => {
  const folder = folderOf(BUILD);
  const name = "a".repeat(45);
  const site = deploy(() => new StaticSite(name, { folder, edgeCache: { seconds: 60 } }));
  await expect(site).rejects.toThrow(`StaticSite "${name}" cannot be created`);
});
