// Distributions with names of their own: which they may have, and which of them answers.
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Acm } from "../acm/acm.ts";
import { S3 } from "../s3/s3.ts";
import { createTestContext, type TestContext } from "../testing.ts";
import { CloudFront } from "./cloudfront.ts";
import type { DistributionConfig } from "./config.ts";

let context: TestContext;
let acm: Acm;
let cloudfront: CloudFront;

beforeEach(async () => {
  context = await createTestContext();
  acm = new Acm(context);
  cloudfront = await CloudFront.start(context, new S3(context), {
    findCertificate: (arn) => acm.findCertificate(arn),
  });
});
afterEach(async () => {
  await cloudfront.stop();
  await context.dispose();
});

function issued(domainName: string, region?: string) {
  const { arn } = acm.requestCertificate({ domainName, keyAlgorithm: "RSA_2048", region });
  acm.issueCertificate(arn);
  return arn;
}

/** A distribution that tells which one it is: `comment`. */
function configOf(comment: string, aliases: string[], acmCertificateArn: string): DistributionConfig {
  const { arn: functionArn } = cloudfront.createFunction({
    name: comment,
    runtime: "cloudfront-js-2.0",
    code: `function handler() { return { statusCode: 200, body: "${comment}" }; }`,
  });
  return {
    ...{ enabled: true, comment, aliases, origins: [{ originId: "b", domainName: "b.s3.amazonaws.com" }] },
    viewerCertificate: { acmCertificateArn, sslSupportMethod: "sni-only" },
    defaultCacheBehavior: {
      ...{ targetOriginId: "b", viewerProtocolPolicy: "allow-all", allowedMethods: ["GET", "HEAD"] },
      functionAssociations: [{ eventType: "viewer-request", functionArn }],
    },
  };
}

const create = (comment: string, aliases: string[], arn: string) =>
  cloudfront.createDistribution(configOf(comment, aliases, arn));

/** Who answers at `address` to a request for `host`. */
async function answering(address: string, host: string) {
  const asked = request(`http://${address}/`, { headers: { host } }).end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  return text(response);
}

test("a request is for the distribution that has its name, at whatever port it comes", async () => {
  const wild = await create("wild", ["*.example.com"], issued("*.example.com"));
  const chat = await create("chat", ["chat.example.com"], issued("chat.example.com"));
  const hosts = ["chat.example.com", "Chat.Example.com:3000", "docs.example.com", "a.b.example.com"];
  const answers = await Promise.all(hosts.map((host) => answering(wild.domainName, host)));
  expect(answers).toEqual(["chat", "chat", "wild", "wild"]);
  expect(await answering(chat.domainName, "docs.example.com")).toBe("wild");
  expect(await answering(chat.domainName, chat.domainName)).toBe("chat");
  expect(await answering(chat.domainName, "a.b.example.com")).toBe("chat");
});

const unfit: [which: string, arn: () => string, why: string][] = [
  [
    "of another region",
    () => issued("chat.example.com", "eu-central-1"),
    'request it with region "us-east-1"',
  ],
  ["that is not there", () => "arn:aws:acm:us-east-1:0:certificate/x", "there is none of that ARN"],
  [
    "that is not issued yet",
    () => acm.requestCertificate({ domainName: "chat.example.com", keyAlgorithm: "RSA_2048" }).arn,
    "nobody has waited for it to be issued",
  ],
];

test.for(unfit)("a certificate %s is refused", async ([, arn, why]) => {
  await expect(create("chat", ["chat.example.com"], arn())).rejects.toMatchObject({
    code: "InvalidViewerCertificate",
    message: expect.stringMatching(new RegExp(`^The specified SSL certificate doesn't exist.*${why}`)),
  });
});

test.for(["example.com", "*.chat.example.com", "other.example.com"])(
  "a certificate for %s does not cover chat.example.com",
  async (domainName) => {
    await expect(create("chat", ["chat.example.com"], issued(domainName))).rejects.toMatchObject({
      code: "InvalidViewerCertificate",
      message: expect.stringContaining(`It is chat.example.com, and the certificate is for ${domainName}.`),
    });
  },
);

test("a name is one distribution's alone, which may keep it, until that goes", async () => {
  const arn = issued("chat.example.com");
  const first = await create("first", ["chat.example.com"], arn);
  await expect(create("second", ["chat.example.com"], arn)).rejects.toMatchObject({
    ...{ code: "CNAMEAlreadyExists", status: 409 },
  });
  cloudfront.updateDistribution(first.id, { ...first.config, comment: "still first" });
  cloudfront.deleteDistribution(first.id);
  await create("third", ["chat.example.com"], arn);
});
