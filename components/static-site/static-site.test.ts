import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { InvalidArgsError } from "../errors.ts";
import { deploy, folderOf, statementsOf, valueOf } from "../testing.ts";
import type { StaticSiteArgs } from "./args.ts";
import { StaticSite } from "./static-site.ts";

const BUCKET = "aws:s3/bucket:Bucket";
const PUBLIC_ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const ORIGIN_ACCESS_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl";
const CLOUDFRONT_FUNCTION = "aws:cloudfront/function:Function";
const HEADERS_POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

const BUILD = {
  "index.html": "<!doctype html>",
  "favicon.svg": "<svg/>",
  "assets/index-BxQ3_a-9.js": "1",
  "assets/index-D0cT7k2_.css": "a{}",
  "assets/with-document.js": "2",
};

async function siteOf(
  args: Partial<StaticSiteArgs> = {},
  files: Record<string, string> = BUILD,
  options?: Parameters<typeof deploy>[1],
) {
  const folder = folderOf(files);
  let site: StaticSite | undefined;
  const deployment = await deploy(() => {
    site = new StaticSite("site", { folder, ...args });
  }, options);
  return { ...deployment, site: site! };
}

describe("the bucket", () => {
  test("is private, encrypted, without ACLs, and gone with its content", async () => {
    const { one } = await siteOf();
    const bucket = "site-id";
    expect(one(BUCKET, "site").inputs).toEqual({ forceDestroy: true });
    expect(one(PUBLIC_ACCESS_BLOCK, "site").inputs).toEqual({
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(one(OWNERSHIP, "site").inputs).toEqual({
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    expect(one(ENCRYPTION, "site").inputs).toEqual({
      bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
  });

  test("is read by this distribution alone, and by nobody without TLS", async () => {
    const { inputs } = (await siteOf()).one(BUCKET_POLICY, "site");
    const distribution = {
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/site" } },
    };
    expect(statementsOf(inputs.policy)).toEqual([
      { ...distribution, Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::site/*"] },
      { ...distribution, Action: ["s3:ListBucket"], Resource: ["arn:aws:s3:::site"] },
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: ["arn:aws:s3:::site", "arn:aws:s3:::site/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });
});

describe("the files", () => {
  test("have a content type, and a cache time by whether their name has a hash", async () => {
    const year = "public, max-age=31536000, immutable";
    const { all } = await siteOf({ config: {} });
    const served = all(OBJECT).map(({ inputs }) => [inputs.key, inputs.contentType, inputs.cacheControl]);
    expect(served).toEqual([
      ["assets/index-BxQ3_a-9.js", "text/javascript; charset=utf-8", year],
      ["assets/index-D0cT7k2_.css", "text/css; charset=utf-8", year],
      ["assets/with-document.js", "text/javascript; charset=utf-8", "no-cache"],
      ["config.json", "application/json; charset=utf-8", "no-cache"],
      ["favicon.svg", "image/svg+xml; charset=utf-8", "no-cache"],
      ["index.html", "text/html; charset=utf-8", "no-cache"],
    ]);
  });

  test("come before the pages that need them", async () => {
    const { one } = await siteOf({ config: {} });
    expect(one(OBJECT, "site/index.html").dependencies).toEqual(
      expect.arrayContaining([
        `${OBJECT} site/assets/index-BxQ3_a-9.js`,
        `${OBJECT} site/assets/index-D0cT7k2_.css`,
        `${OBJECT} site/config.json`,
      ]),
    );
  });

  test("with a hash in their name are kept for tabs that are still open", async () => {
    const kept = (await siteOf()).all(OBJECT).filter(({ retainOnDelete }) => retainOnDelete);
    expect(kept.map(({ inputs }) => inputs.key)).toEqual([
      "assets/index-BxQ3_a-9.js",
      "assets/index-D0cT7k2_.css",
    ]);
  });
});

describe("config.json", () => {
  test("carries values that are only known once the stack is there", async () => {
    const { one } = await siteOf({
      config: { socketUrl: pulumi.output(Promise.resolve("wss://a.example/live")) },
    });
    expect(one(OBJECT, "site/config.json").inputs.content).toBe('{"socketUrl":"wss://a.example/live"}');
  });

  test("takes the place of one that was built", async () => {
    const { all } = await siteOf({ config: { a: 1 } }, { ...BUILD, "config.json": '{"a":0}' });
    const configs = all(OBJECT).filter(({ inputs }) => inputs.key === "config.json");
    expect(configs.map(({ inputs }) => inputs.content)).toEqual(['{"a":1}']);
  });

  test("is not there where no config is given", async () => {
    const keys = (await siteOf()).all(OBJECT).map(({ inputs }) => inputs.key);
    expect(keys).not.toContain("config.json");
  });
});

describe("the distribution", () => {
  test("serves the bucket over HTTPS, compressed and cached, and starts at index.html", async () => {
    expect((await siteOf()).one(DISTRIBUTION, "site").inputs).toMatchObject({
      enabled: true,
      httpVersion: "http2and3",
      defaultRootObject: "index.html",
      origins: [{ domainName: "site.s3.us-east-1.amazonaws.com", originAccessControlId: "site-id" }],
      defaultCacheBehavior: {
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD"],
        compress: true,
        cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
        responseHeadersPolicyId: "site-id",
        functionAssociations: [
          { eventType: "viewer-request", functionArn: "arn:aws:cloudfront::123456789012:function/site" },
        ],
      },
    });
  });

  test("has no error pages, which would answer a missing script with HTML", async () => {
    expect((await siteOf()).one(DISTRIBUTION, "site").inputs).not.toHaveProperty("customErrorResponses");
  });

  test("signs what it asks of the bucket", async () => {
    expect((await siteOf()).one(ORIGIN_ACCESS_CONTROL, "site").inputs).toEqual({
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
  });

  test("is the site's address", async () => {
    expect(await valueOf((await siteOf()).site.url)).toBe("https://site.cloudfront.net");
  });

  test("without HTTPS takes visitors as they come and does not ask browsers for more", async () => {
    const { one, site } = await siteOf({ https: false });
    expect(one(DISTRIBUTION, "site").inputs.defaultCacheBehavior.viewerProtocolPolicy).toBe("allow-all");
    expect(one(HEADERS_POLICY, "site").inputs.securityHeadersConfig).not.toHaveProperty(
      "strictTransportSecurity",
    );
    expect(await valueOf(site.url)).toBe("http://site.cloudfront.net");
  });
});

test("a preview shows every resource, though no address is known yet", async () => {
  const named = async (preview: boolean) => {
    const { resources } = await siteOf({ config: { a: 1 } }, BUILD, { preview });
    return resources.map(({ type, name }) => `${type} ${name}`).sort();
  };
  expect(await named(true)).toEqual(await named(false));
});

test("the security headers let pages connect to the given origins and run nothing inline", async () => {
  const { one } = await siteOf({ connectOrigins: [pulumi.output("wss://a.example")] });
  expect(one(HEADERS_POLICY, "site").inputs.securityHeadersConfig).toEqual({
    contentSecurityPolicy: {
      contentSecurityPolicy:
        "default-src 'self'; connect-src 'self' wss://a.example; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      override: true,
    },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: "DENY", override: true },
    referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: true },
    strictTransportSecurity: { accessControlMaxAgeSec: 63072000, includeSubdomains: true, override: true },
  });
});

describe("what a caller can change", () => {
  test.each<[keyof NonNullable<StaticSiteArgs["transform"]>, string, string]>([
    ["bucket", BUCKET, "region"],
    ["publicAccessBlock", PUBLIC_ACCESS_BLOCK, "region"],
    ["ownershipControls", OWNERSHIP, "region"],
    ["encryption", ENCRYPTION, "region"],
    ["bucketPolicy", BUCKET_POLICY, "region"],
    ["object", OBJECT, "region"],
    ["originAccessControl", ORIGIN_ACCESS_CONTROL, "description"],
    ["viewerRequest", CLOUDFRONT_FUNCTION, "comment"],
    ["responseHeadersPolicy", HEADERS_POLICY, "comment"],
    ["distribution", DISTRIBUTION, "comment"],
  ])("transform.%s changes arguments and options of each %s", async (key, type, argument) => {
    const change = (args: object, opts: pulumi.CustomResourceOptions) => {
      Object.assign(args, { [argument]: "changed" });
      opts.protect = true;
    };
    const deployment = await siteOf({ transform: { [key]: change } });
    const changed = deployment.all(type);
    expect(changed.length).toBeGreaterThan(0);
    for (const { inputs } of changed) expect(inputs[argument]).toBe("changed");
    const protectedTypes = deployment.resources
      .filter(({ protect }) => protect)
      .map((resource) => resource.type);
    expect(protectedTypes).toEqual(changed.map(() => type));
  });

  test("tags reach every child that takes tags", async () => {
    const { resources } = await siteOf({ tags: { team: "chat" } });
    const tagged = resources.filter(({ inputs }) => inputs.tags?.team === "chat").map(({ type }) => type);
    expect([...new Set(tagged)].sort()).toEqual([CLOUDFRONT_FUNCTION, DISTRIBUTION, BUCKET, OBJECT].sort());
  });

  test("options are passed on: provider, and the component as its children's parent", async () => {
    const folder = folderOf(BUILD);
    const { resources } = await deploy(() => {
      const provider = new aws.Provider("elsewhere", { region: "eu-central-1" });
      new StaticSite("site", { folder }, { provider });
    });
    for (const child of resources.filter(({ type }) => type.startsWith("aws:"))) {
      expect(child.parent).toBe("serverless-socket:index:StaticSite site");
      expect(child.provider).toContain("elsewhere");
    }
  });
});

test.each([
  ["a folder that is not there", undefined, "there is no such folder"],
  ["a folder without index.html", { "main.js": "" }, "there is no index.html in it"],
])("refuses %s and says how to build the site", async (_mistake, files, wrong) => {
  const folder = files ? folderOf(files) : "gone";
  let refusal: unknown;
  const { resources } = await deploy(() => {
    try {
      new StaticSite("site", { folder });
    } catch (error) {
      refusal = error;
    }
  });
  expect(refusal).toBeInstanceOf(InvalidArgsError);
  expect(String(refusal)).toContain(
    `StaticSite "site" cannot be created:\n  - folder is "${folder}": ${wrong}. Run "npm run build", or correct the path.`,
  );
  expect(resources).toEqual([]);
});

test("refuses a name, an origin, tags and a folder that AWS or a browser would not take, together", async () => {
  const args: StaticSiteArgs = {
    // @ts-expect-error The compiler stands in the way already.
    folder: pulumi.output("dist"),
    connectOrigins: ["wss://a.example; script-src *", pulumi.output("wss://b.example")],
    tags: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`key${index}`, "value"])),
  };
  await expect(deploy(() => new StaticSite("my site", args))).rejects.toThrow(
    /name is "my site"[^]*folder: it is only known[^]*connectOrigins is "wss:\/\/a\.example; script-src \*"[^]*tags: there are 11, and AWS takes 10/,
  );
});
