import { request as httpsRequest } from "node:https";
import { afterEach, beforeEach, expect, test } from "vitest";
import { S3 } from "../s3/s3.ts";
import { createTestContext, type TestContext } from "../testing.ts";
import { CloudFront } from "./cloudfront.ts";
import type { CacheBehavior, DistributionConfig } from "./config.ts";
import { distributeSite } from "./testing.ts";

const spaFallback = `function handler(event) {
  var request = event.request;
  if (!request.uri.includes(".")) request.uri = "/index.html";
  return request;
}`;

let context: TestContext;
let s3: S3;
let cloudfront: CloudFront;

beforeEach(async () => {
  context = await createTestContext();
  s3 = new S3(context);
  cloudfront = await CloudFront.start(context, s3);
  s3.createBucket({ bucket: "site" });
  s3.putObject("site", "index.html", { body: Buffer.from("<!doctype html>"), contentType: "text/html" });
  s3.putObject("site", "app.js", { body: Buffer.from("x".repeat(2000)), contentType: "text/javascript" });
});
afterEach(async () => {
  await cloudfront.stop();
  await context.dispose();
});

/** A distribution over the bucket `site`, which it may read. */
const distribute = (behavior: Partial<CacheBehavior> = {}, rest: Partial<DistributionConfig> = {}) =>
  distributeSite({ cloudfront, s3 }, { behavior, rest });

test("the root answers with the default root object", async () => {
  const { get } = await distribute();
  const response = await get("/");
  expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
    200,
    "text/html",
    "<!doctype html>",
  ]);
});

test("a path that cannot be decoded is refused with S3's 400", async () => {
  const { get } = await distribute();
  const response = await get("/100%.js");
  expect([response.status, await response.text()]).toEqual([
    400,
    expect.stringContaining("<Code>InvalidURI<"),
  ]);
});

test("a missing object is refused with S3's 403, and a custom error page takes its place where there is one", async () => {
  const { get, id, config } = await distribute();
  expect((await get("/gone.js")).status).toBe(403);
  const customErrorResponses = [{ errorCode: 403, responseCode: 404, responsePagePath: "/index.html" }];
  cloudfront.updateDistribution(id, { ...config, customErrorResponses });
  const response = await get("/gone.js");
  expect([response.status, await response.text()]).toEqual([404, "<!doctype html>"]);
});

test("an origin without access control may not read a private bucket", async () => {
  const { get, id, config } = await distribute();
  const origins = config.origins.map(({ originId, domainName }) => ({ originId, domainName }));
  cloudfront.updateDistribution(id, { ...config, origins });
  expect((await get("/")).status).toBe(403);
});

test("a viewer-request function rewrites the path it is given", async () => {
  const { arn } = cloudfront.createFunction({ name: "spa", runtime: "cloudfront-js-2.0", code: spaFallback });
  const { get } = await distribute({
    functionAssociations: [{ eventType: "viewer-request", functionArn: arn }],
  });
  expect(await (await get("/rooms/lobby?x=1")).text()).toBe("<!doctype html>");
  expect((await get("/gone.js")).status).toBe(403);
});

test("a function that throws answers 503 and says why", async () => {
  const code = "function handler() { throw new Error('no such room'); }";
  const { arn } = cloudfront.createFunction({ name: "bad", runtime: "cloudfront-js-2.0", code });
  const { get } = await distribute({
    functionAssociations: [{ eventType: "viewer-request", functionArn: arn }],
  });
  const response = await get("/");
  expect([response.status, await response.text()]).toEqual([503, expect.stringContaining("no such room")]);
});

/** What a viewer gets when `code` runs for its request. */
async function answerWith(code: string) {
  const { arn } = cloudfront.createFunction({ name: "f", runtime: "cloudfront-js-2.0", code });
  const { get } = await distribute({
    functionAssociations: [{ eventType: "viewer-request", functionArn: arn }],
  });
  const response = await get("/");
  return [response.status, await response.text()];
}

test.each([
  ["never ends", "async function handler() { await new Promise(() => {}); }", "never happens"],
  ["loops", "async function handler() { for (;;) await null; }", "timed out"],
  ["is rejected", "async function handler() { throw new Error('no such room'); }", "no such room"],
])("an asynchronous function that %s answers 503", async (_what, code, reason) => {
  expect(await answerWith(code)).toEqual([503, expect.stringContaining(reason)]);
});

test("an asynchronous function is waited for", async () => {
  const code = "async function handler({ request }) { await null; return request; }";
  expect(await answerWith(code)).toEqual([200, "<!doctype html>"]);
});

test.each([
  ["nothing", "undefined", "what it returns"],
  ["a URI that is no path", "{ ...event.request, uri: 'index.html' }", "uri"],
  ["a header that is no object", "{ statusCode: 302, headers: { location: '/new' } }", "headers.location"],
  ["a status that is none", "{ statusCode: '302' }", "statusCode"],
])("a function that returns %s answers 502 and names it", async (_what, returned, place) => {
  const answer = await answerWith(`function handler(event) { return ${returned}; }`);
  expect(answer).toEqual([502, expect.stringContaining(`${place}: `)]);
});

test.each([
  ...["require('fs')", "process.env", "fetch('/')", "setTimeout(() => {})", "new SharedArrayBuffer(1)"],
  ...["eval('1')", "new Function('return 1')()", "this.constructor.constructor('return process')()"],
  "console.log.constructor('return process')()",
])("a function cannot do %s", async (code) => {
  expect(await answerWith(`function handler() { return ${code}; }`)).toEqual([
    503,
    expect.stringMatching(/is not defined|Code generation from strings disallowed|of undefined/),
  ]);
});

test("code over 10 KB is refused", () => {
  const code = `${spaFallback}//${"ü".repeat(5_100)}`;
  const input = { name: "large", runtime: "cloudfront-js-2.0", code };
  expect(() => cloudfront.createFunction(input)).toThrow(
    expect.objectContaining({ code: "FunctionSizeLimitExceeded", status: 413 }),
  );
});

test("a function that answers by itself never reaches the origin", async () => {
  const code = "function handler() { return { statusCode: 302, headers: { location: { value: '/new' } } }; }";
  const { arn } = cloudfront.createFunction({ name: "moved", runtime: "cloudfront-js-2.0", code });
  const { get } = await distribute({
    functionAssociations: [{ eventType: "viewer-request", functionArn: arn }],
  });
  const response = await get("/", { redirect: "manual" });
  expect([response.status, response.headers.get("location")]).toEqual([302, "/new"]);
});

test("function code that declares no handler, or does not parse, is refused", () => {
  const make = (code: string) => () =>
    cloudfront.createFunction({ name: "f", runtime: "cloudfront-js-2.0", code });
  expect(make("var x = 1;")).toThrow("declares no function named handler");
  expect(make("function {")).toThrow("f cannot run");
  expect(make("while (true) {}")).toThrow("timed out");
});

test("a response headers policy adds its headers and overrides only where it says so", async () => {
  s3.putObject("site", "app.js", {
    body: Buffer.from("x"),
    contentType: "text/javascript",
    cacheControl: "no-cache",
  });
  const { id } = cloudfront.headersPolicies.create({
    name: "headers",
    customHeadersConfig: {
      items: [
        { header: "Cache-Control", value: "no-store", override: false },
        { header: "Server", value: "mine", override: true },
      ],
    },
    securityHeadersConfig: {
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'", override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: "DENY", override: true },
      strictTransportSecurity: { accessControlMaxAgeSec: 60, includeSubdomains: true, override: true },
    },
  });
  const { headers } = await (await distribute({ responseHeadersPolicyId: id })).get("/app.js");
  expect(Object.fromEntries(headers)).toMatchObject({
    "cache-control": "no-cache",
    server: "mine",
    "content-security-policy": "default-src 'self'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "strict-transport-security": "max-age=60; includeSubDomains",
  });
});

test("a current copy is answered with 304, and text is compressed", async () => {
  const { get } = await distribute({ compress: true });
  const first = await get("/app.js", { headers: { "accept-encoding": "gzip" } });
  expect([first.headers.get("content-encoding"), await first.text()]).toEqual(["gzip", "x".repeat(2000)]);
  const again = await get("/app.js", { headers: { "if-none-match": String(first.headers.get("etag")) } });
  expect(again.status).toBe(304);
});

test("the viewer protocol policy decides plain requests, and the same host speaks TLS", async () => {
  const { get, domainName } = await distribute({ viewerProtocolPolicy: "redirect-to-https" });
  const plain = await get("/app.js", { redirect: "manual" });
  expect([plain.status, plain.headers.get("location")]).toEqual([301, `https://${domainName}/app.js`]);
  const status = await new Promise((resolve, reject) => {
    httpsRequest(`https://${domainName}/app.js`, { ca: context.certificate.ca, agent: false }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    })
      .on("error", reject)
      .end();
  });
  expect(status).toBe(200);
});

test("a method outside the allowed ones is refused", async () => {
  const { get } = await distribute();
  expect((await get("/", { method: "POST" })).status).toBe(403);
});

test("an ordered cache behaviour takes the paths of its pattern", async () => {
  const { id } = cloudfront.headersPolicies.create({
    name: "assets",
    customHeadersConfig: { items: [{ header: "x-kind", value: "script", override: true }] },
  });
  const behavior = {
    targetOriginId: "s3",
    viewerProtocolPolicy: "allow-all" as const,
    allowedMethods: ["GET", "HEAD"],
  };
  const { get } = await distribute(
    {},
    { orderedCacheBehaviors: [{ ...behavior, pathPattern: "*.js", responseHeadersPolicyId: id }] },
  );
  expect((await get("/app.js")).headers.get("x-kind")).toBe("script");
  expect((await get("/index.html")).headers.get("x-kind")).toBeNull();
});

test("a second distribution has a host of its own, and every request is an event", async () => {
  const first = await distribute();
  const second = await distribute();
  expect(second.domainName).not.toBe(first.domainName);
  const reported = new Promise((resolve) => context.events.listen(resolve));
  await (await second.get("/app.js")).text();
  expect(await reported).toMatchObject({
    kind: "request",
    method: "GET",
    path: "/app.js",
    status: 200,
    bytes: 2000,
  });
});
