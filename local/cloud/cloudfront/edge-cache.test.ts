// What a distribution keeps of a bucket's answers, and until when.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { S3, type S3Object } from "../s3/s3.ts";
import { createTestContext, type TestContext } from "../testing.ts";
import { CloudFront } from "./cloudfront.ts";
import type { CacheBehavior, DistributionConfig } from "./config.ts";
import { distributeSite } from "./testing.ts";

const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

let context: TestContext;
let s3: S3;
let cloudfront: CloudFront;

beforeEach(async () => {
  context = await createTestContext();
  s3 = new S3(context);
  cloudfront = await CloudFront.start(context, s3);
  s3.createBucket({ bucket: "site" });
});
afterEach(async () => {
  await cloudfront.stop();
  await context.dispose();
});

const put = (key: string, body: string, settings: Partial<S3Object> = {}) =>
  s3.putObject("site", key, { body: Buffer.from(body), contentType: "text/html", ...settings });

const seconds = (count: number) => context.clock.advance(count * 1_000);

/** A distribution that caches as its policy says, and is told 404 of what is missing. */
async function distribute(behavior: Partial<CacheBehavior> = {}, rest: Partial<DistributionConfig> = {}) {
  const made = await distributeSite(
    { cloudfront, s3 },
    {
      behavior: { cachePolicyId: CACHING_OPTIMIZED, ...behavior },
      ...{ rest, actions: ["s3:GetObject", "s3:ListBucket"] },
    },
  );
  return {
    ...made,
    /** Where the answer was, how old it is, and what it says. */
    async look(path: string, headers: Record<string, string> = {}) {
      const response = await made.get(path, { headers: { "accept-encoding": "identity", ...headers } });
      const [result] = response.headers.get("x-cache")?.split(" ") ?? [];
      return [result, response.headers.get("age"), await response.text()];
    },
    invalidate: (...paths: string[]) =>
      cloudfront.invalidations(made.id).create({ callerReference: paths.join(), paths }),
  };
}

describe("how long an object is kept", () => {
  test.each([
    ["no Cache-Control: a day", undefined, 86_400],
    ["s-maxage, which counts more than max-age", "max-age=5, s-maxage=600", 600],
    ["max-age", "public, max-age=60", 60],
    ["max-age=0: the policy's least", "max-age=0", 1],
    ["no-cache: the policy's least", "no-cache", 1],
    ["no-store: the policy's least", "no-store, max-age=600", 1],
    ["private: the policy's least", "private, s-maxage=600", 1],
    ["two years: a year", "max-age=63072000", 31_536_000],
  ])("%s", async (_what, cacheControl, time) => {
    put("index.html", "old", { cacheControl });
    const { look } = await distribute();
    expect(await look("/")).toEqual(["Miss", null, "old"]);
    put("index.html", "new", { cacheControl });
    seconds(time - 1);
    expect(await look("/index.html")).toEqual(["Hit", String(time - 1), "old"]);
    seconds(1);
    expect(await look("/")).toEqual(["Miss", null, "new"]);
  });

  test("an object that is still the same is kept for another while, without a transfer", async () => {
    put("index.html", "page", { cacheControl: "max-age=60" });
    const { look } = await distribute();
    await look("/");
    seconds(60);
    expect(await look("/")).toEqual(["RefreshHit", null, "page"]);
    seconds(59);
    expect(await look("/")).toEqual(["Hit", "59", "page"]);
  });

  test("an object whose Cache-Control alone was changed has the new one from then on", async () => {
    put("index.html", "page", { cacheControl: "max-age=60" });
    const { get } = await distribute();
    await get("/");
    put("index.html", "page", { cacheControl: "no-cache" });
    seconds(60);
    expect((await get("/")).headers.get("cache-control")).toBe("no-cache");
  });

  test("a behaviour with CachingDisabled keeps nothing", async () => {
    put("index.html", "old", { cacheControl: "max-age=600" });
    const { look } = await distribute({ cachePolicyId: CACHING_DISABLED });
    await look("/");
    put("index.html", "new");
    expect(await look("/")).toEqual(["Miss", null, "new"]);
  });

  test("a behaviour without a policy has its own times, and keeps nothing private", async () => {
    put("index.html", "old");
    put("private.html", "old", { cacheControl: "private" });
    const { look } = await distribute({ cachePolicyId: undefined, defaultTtl: 5 });
    await Promise.all([look("/"), look("/private.html")]);
    put("private.html", "new", { cacheControl: "private" });
    expect(await look("/private.html")).toEqual(["Miss", null, "new"]);
    seconds(4);
    expect(await look("/")).toEqual(["Hit", "4", "old"]);
    seconds(1);
    expect(await look("/")).toEqual(["RefreshHit", null, "old"]);
  });

  test("a changed configuration leaves what is kept", async () => {
    put("index.html", "old");
    const { look, id, config } = await distribute();
    await look("/");
    put("index.html", "new");
    cloudfront.updateDistribution(id, { ...config, comment: "changed" });
    expect(await look("/")).toEqual(["Hit", "0", "old"]);
  });
});

describe("what tells one kept answer from another", () => {
  const html = "<p>".repeat(500);

  test("compressed copies are kept apart", async () => {
    put("index.html", html);
    const { look } = await distribute({ compress: true });
    const results = [];
    for (const encoding of ["gzip, br", "gzip", "identity", "br,gzip", "gzip;q=1", "deflate"]) {
      results.push((await look("/", { "accept-encoding": encoding }))[0]);
    }
    expect(results).toEqual(["Miss", "Miss", "Miss", "Hit", "Hit", "Hit"]);
  });

  test("a compressed copy that is still right is kept compressed", async () => {
    put("index.html", html, { cacheControl: "max-age=60" });
    const { get } = await distribute({ compress: true });
    const headers = { "accept-encoding": "br" };
    const etag = (await get("/", { headers })).headers.get("etag");
    seconds(60);
    const refreshed = await get("/", { headers });
    expect(["x-cache", "content-encoding", "etag"].map((name) => refreshed.headers.get(name))).toEqual([
      ...["RefreshHit from cloudfront", "br", etag],
    ]);
    expect(await refreshed.text()).toBe(html);
  });

  test("a managed policy looks at the path alone; older settings may look at more", async () => {
    put("index.html", "page");
    const managed = await distribute();
    await managed.look("/?a=1");
    expect((await managed.look("/?a=2", { "accept-language": "de", cookie: "a=1" }))[0]).toBe("Hit");

    const forwardedValues = {
      queryString: true,
      queryStringCacheKeys: ["a"],
      headers: ["Accept-Language"],
      cookies: { forward: "whitelist", whitelistedNames: ["a"] },
    };
    const older = await distribute({ cachePolicyId: undefined, forwardedValues });
    const results = [];
    for (const [path, headers] of [
      ["/?a=1&b=1", {}],
      ["/?b=2&a=1", { cookie: "b=1" }],
      ["/?a=2", {}],
      ["/?a=1", { "accept-language": "de" }],
      ["/?a=1", { cookie: "a=1" }],
    ] as const) {
      results.push((await older.look(path, headers))[0]);
    }
    expect(results).toEqual(["Miss", "Hit", "Miss", "Miss", "Miss"]);
  });

  test("the path is the one that the viewer-request function made", async () => {
    put("index.html", "page");
    const code = `function handler({ request }) { request.uri = "/index.html"; return request; }`;
    const { arn } = cloudfront.createFunction({ name: "spa", runtime: "cloudfront-js-2.0", code });
    const { look } = await distribute({
      functionAssociations: [{ eventType: "viewer-request", functionArn: arn }],
    });
    await look("/rooms/lobby");
    expect((await look("/rooms/other"))[0]).toBe("Hit");
  });

  test("a kept page answers HEAD, and 304 to who has it already", async () => {
    put("index.html", "page");
    const { get } = await distribute();
    const etag = String((await get("/")).headers.get("etag"));
    const head = await get("/", { method: "HEAD" });
    expect([head.headers.get("x-cache"), head.headers.get("content-length")]).toEqual([
      ...["Hit from cloudfront", "4"],
    ]);
    expect((await get("/", { headers: { "if-none-match": etag } })).status).toBe(304);
  });
});

describe("errors", () => {
  test("a missing object is missing for ten seconds more", async () => {
    const { look } = await distribute();
    expect((await look("/late.html"))[0]).toBe("Error");
    put("late.html", "here");
    seconds(9);
    expect((await look("/late.html")).slice(0, 2)).toEqual(["Error", "9"]);
    seconds(1);
    expect(await look("/late.html")).toEqual(["Miss", null, "here"]);
  });

  test("a distribution says otherwise with errorCachingMinTtl, and the error page is kept as long", async () => {
    put("404.html", "nothing here");
    const { look } = await distribute(
      {},
      {
        customErrorResponses: [
          { errorCode: 404, responseCode: 200, responsePagePath: "/404.html", errorCachingMinTtl: 60 },
        ],
      },
    );
    await look("/late.html");
    put("late.html", "nothing here");
    seconds(59);
    expect(await look("/late.html")).toEqual(["Error", "59", "nothing here"]);
    seconds(1);
    expect(await look("/late.html")).toEqual(["Miss", null, "nothing here"]);
  });

  test("a refusal is asked about each time", async () => {
    const { look } = await distribute();
    s3.putBucketPolicy("site", JSON.stringify({ Statement: [] }));
    expect((await look("/late.html")).slice(0, 2)).toEqual(["Error", null]);
    expect((await look("/late.html")).slice(0, 2)).toEqual(["Error", null]);
  });
});

describe("an invalidation", () => {
  test.each([
    ["of a path: that one alone", ["/a/one.html"], ["Miss", "Hit", "Hit"]],
    ["of all below a path", ["/a/*"], ["Miss", "Miss", "Hit"]],
    ["of everything", ["/*"], ["Miss", "Miss", "Miss"]],
    ["with an asterisk inside, which is one of the name", ["/a/*.html"], ["Hit", "Hit", "Hit"]],
    ["in other case", ["/A/one.html"], ["Hit", "Hit", "Hit"]],
  ])("%s", async (_what, paths, expected) => {
    const keys = ["a/one.html", "a/two.html", "three.html"];
    for (const key of keys) put(key, key);
    const { look, invalidate } = await distribute();
    for (const key of keys) await look(`/${key}`);
    invalidate(...paths);
    const results = [];
    for (const key of keys) results.push((await look(`/${key}`))[0]);
    expect(results).toEqual(expected);
  });

  test("that is sent again empties nothing anew", async () => {
    put("index.html", "page");
    const { look, invalidate } = await distribute();
    invalidate("/index.html");
    await look("/");
    invalidate("/index.html");
    expect((await look("/"))[0]).toBe("Hit");
  });
});
