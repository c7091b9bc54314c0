import { afterAll, beforeAll, expect, test } from "vitest";
import type { BucketSettings } from "../../cloud/s3/bucket-settings.ts";
import { Asset, type Props } from "../../engine/values.ts";
import { type Made, startTestProvider } from "../testing.ts";

const ACCESS_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl";
const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const HEADERS_POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const VIEWER_FUNCTION = "aws:cloudfront/function:Function";

let run: Awaited<ReturnType<typeof startTestProvider>>;
let site: Awaited<ReturnType<typeof makeSite>>;

beforeAll(async () => {
  run = await startTestProvider("site");
  site = await makeSite();
});

afterAll(() => run.cloud.stop());

const distributionArgs = (parts: Record<"bucket" | "control" | "headers" | "viewer", Made>): Props => ({
  enabled: true,
  defaultRootObject: "index.html",
  origins: [
    {
      originId: "site",
      domainName: parts.bucket.outputs.bucketRegionalDomainName ?? "",
      originAccessControlId: parts.control.id,
    },
  ],
  defaultCacheBehavior: {
    targetOriginId: "site",
    viewerProtocolPolicy: "allow-all",
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    responseHeadersPolicyId: parts.headers.id,
    functionAssociations: [{ eventType: "viewer-request", functionArn: parts.viewer.outputs.arn ?? "" }],
  },
  restrictions: { geoRestriction: { restrictionType: "none" } },
  viewerCertificate: { cloudfrontDefaultCertificate: true },
});

async function makeSite() {
  const bucket = await run.create(BUCKET, "Site", { forceDestroy: true });
  const control = await run.create(ACCESS_CONTROL, "site", {
    ...{ originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" },
  });
  const headers = await run.create(HEADERS_POLICY, "site", {
    securityHeadersConfig: { frameOptions: { frameOption: "DENY", override: true } },
  });
  const viewer = await run.create(VIEWER_FUNCTION, "site", {
    runtime: "cloudfront-js-2.0",
    code: `function handler(event) {
      if (event.request.uri === "/lobby") event.request.uri = "/index.html";
      return event.request;
    }`,
  });
  const distribution = await run.create(
    DISTRIBUTION,
    "site",
    distributionArgs({ bucket, control, headers, viewer }),
  );
  await run.create(BUCKET_POLICY, "site", {
    bucket: bucket.id,
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:GetObject",
          Resource: `${String(bucket.outputs.arn)}/*`,
          Condition: { StringEquals: { "AWS:SourceArn": distribution.outputs.arn ?? "" } },
        },
      ],
    },
  });
  const page = await run.create(OBJECT, "index.html", {
    bucket: bucket.id,
    source: new Asset("text", "<h1>chat</h1>", "1"),
    contentType: "text/html",
    cacheControl: "no-cache",
  });
  return { bucket, control, headers, viewer, distribution, page };
}

const get = (path: string) => fetch(`http://${String(site.distribution.outputs.domainName)}${path}`);

test("a site is served through its distribution, with the headers of its policy", async () => {
  const response = await get("/");
  expect(await response.text()).toBe("<h1>chat</h1>");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/html",
    "cache-control": "no-cache",
    "x-frame-options": "DENY",
    etag: `"${String(site.page.outputs.etag)}"`,
  });
});

test("a direct read of the site's bucket is refused", async () => {
  const refused = await fetch(`${run.cloud.frontDoor.url}/${site.bucket.id}/index.html`);
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining("AccessDenied")]);
});

test("the viewer function of a distribution decides the path", async () => {
  expect(await (await get("/lobby")).text()).toBe("<h1>chat</h1>");
  expect((await get("/other")).status).toBe(403);
});

test("an object takes its key from its name in the program, and new content on an update, which an invalidation shows", async () => {
  expect(site.page).toMatchObject({ id: `${site.bucket.id}/index.html`, inputs: { key: "index.html" } });
  const news = { bucket: site.bucket.id, content: "<h1>new</h1>", contentType: "text/html" };
  const updated = await run.update(OBJECT, "index.html", site.page, news);
  expect(updated.outputs.etag).not.toBe(site.page.outputs.etag);
  expect(await (await get("/")).text()).toBe("<h1>chat</h1>");
  run.cloud.cloudfront
    .invalidations(site.distribution.id)
    .create({ callerReference: "new", paths: ["/index.html"] });
  expect(await (await get("/")).text()).toBe("<h1>new</h1>");
});

test("a distribution that is switched off answers nothing", async () => {
  const args = distributionArgs(site);
  const { outputs } = await run.update(DISTRIBUTION, "site", site.distribution, { ...args, enabled: false });
  expect(outputs.domainName).toBe(site.distribution.outputs.domainName);
  expect(outputs.etag).not.toBe(site.distribution.outputs.etag);
  expect((await get("/")).status).toBe(403);
});

test("a bucket is named in lower case, and goes with its objects when it may", async () => {
  expect(site.bucket.id).toMatch(/^site-[0-9a-f]{7}$/);
  expect(site.bucket.outputs).toMatchObject({
    arn: `arn:aws:s3:::${site.bucket.id}`,
    bucketRegionalDomainName: `${site.bucket.id}.s3.us-east-1.amazonaws.com`,
  });
  await run.remove(BUCKET, "Site", site.bucket);
  expect(run.cloud.s3.hasBucket(site.bucket.id)).toBe(false);
});

test.each([
  ["bucketPublicAccessBlock:BucketPublicAccessBlock", { blockPublicAcls: true }, "publicAccessBlock"],
  [
    "bucketOwnershipControls:BucketOwnershipControls",
    { rule: { objectOwnership: "BucketOwnerEnforced" } },
    "ownershipControls",
  ],
  [
    "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    "encryption",
  ],
  ["bucketVersioning:BucketVersioning", { versioningConfiguration: { status: "Enabled" } }, "versioning"],
] satisfies [string, Props, keyof BucketSettings][])(
  "%s is a setting of its bucket",
  async (name, args, setting) => {
    const bucket = await run.create(BUCKET, setting, {});
    const type = `aws:s3/${name}`;
    const made = await run.create(type, name, { bucket: bucket.id, ...args });
    expect(run.cloud.s3.getSettings(bucket.id)[setting]).toMatchObject(args);
    await run.remove(type, name, made);
    expect(run.cloud.s3.getSettings(bucket.id)[setting]).toBeUndefined();
  },
);
