// Traps of AWS and of the provider that others fell into, as far as no other test is about them: see docs/traps.md.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { chat, handlers } from "./serverless-socket/testing.ts";
import { StaticSite } from "./static-site/static-site.ts";
import { deploy, folderOf, statementsOf, valueOf } from "./testing.ts";

const PERMISSION = "aws:lambda/permission:Permission";

const site = () => {
  const folder = folderOf({ "index.html": "<!doctype html>" });
  return deploy(() => new StaticSite("site", { folder }));
};

test("no permission is without a source, by which any API of any account could have the functions called", async () => {
  const { connect, send } = handlers();
  const { all } = await chat({ routes: { $connect: connect, send }, authorizer: { handler: connect } });
  const sources = all(PERMISSION).map(({ inputs }) => inputs.sourceArn);
  expect(sources).toHaveLength(3);
  for (const source of sources) {
    expect(source).toMatch(/^arn:aws:execute-api:us-east-1:123456789012:chat\/(live|authorizers)\/[^*]+$/);
  }
});

test("a function that many routes share is allowed for each of them, and not for the first alone", async () => {
  const { send } = handlers();
  const { all } = await chat({ routes: { send, shout: send, whisper: send } });
  const keys = all(PERMISSION).map(({ inputs }) => inputs.sourceArn.split("/").at(-1));
  expect(keys).toEqual(["send", "shout", "whisper"]);
});

test("a route that is called like a stage's method has no REST-style source, which would match nothing", async () => {
  const { send } = handlers();
  const { one } = await chat({ routes: { POST: send } });
  expect(one(PERMISSION, "chat-POST").inputs.sourceArn).toBe(
    "arn:aws:execute-api:us-east-1:123456789012:chat/live/POST",
  );
});

test("the addresses are in the region of the API, whatever the ambient one is", async () => {
  pulumi.runtime.setConfig("aws:region", "us-east-1");
  const place = { partition: "aws", region: "eu-central-1", urlSuffix: "amazonaws.com" };
  const { socket } = await chat({}, {}, { place });
  const host = "chat.execute-api.eu-central-1.amazonaws.com";
  expect([await valueOf(socket.url), await valueOf(socket.callbackUrl)]).toEqual([
    `wss://${host}/live`,
    `https://${host}/live`,
  ]);
});

test("the address for sending has scheme and stage, without which SDKs try 127.0.0.1 or get 403", async () => {
  const { socket } = await chat({ stageName: "v1" });
  expect(await valueOf(socket.callbackUrl)).toMatch(/^https:\/\/[^/]+\/v1$/);
});

test("a missing file of a site is 404 and not 403, since the distribution may list the bucket", async () => {
  const { inputs } = (await site()).one("aws:s3/bucketPolicy:BucketPolicy", "site");
  expect(statementsOf(inputs.policy)).toContainEqual({
    Effect: "Allow",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/site" } },
    Action: ["s3:ListBucket"],
    Resource: ["arn:aws:s3:::site"],
  });
});

test("security headers are a policy of the distribution: a viewer-response function does not run on errors", async () => {
  const { inputs } = (await site()).one("aws:cloudfront/distribution:Distribution", "site");
  expect(inputs.defaultCacheBehavior.responseHeadersPolicyId).toBe("site-id");
  const events = inputs.defaultCacheBehavior.functionAssociations.map(
    ({ eventType }: { eventType: string }) => eventType,
  );
  expect(events).toEqual(["viewer-request"]);
});

test("no API gets what only HTTP and REST APIs have: JWT, mutual TLS, tracing at the gateway", async () => {
  const { resources } = await chat({
    authorizer: { issuer: "https://issuer.example", audience: "app" },
    domain: { name: "socket.example.com", zoneId: "Z1" },
    tracing: true,
  });
  const gateway = resources.filter(({ type }) => type.startsWith("aws:apigatewayv2/"));
  const given = new Set(gateway.flatMap(({ inputs }) => Object.keys(inputs)));
  const foreign = [
    "jwtConfiguration",
    "enableSimpleResponses",
    "authorizerPayloadFormatVersion",
    "corsConfiguration",
  ];
  for (const name of [
    ...foreign,
    "authorizerResultTtlInSeconds",
    "mutualTlsAuthentication",
    "xrayTracingEnabled",
  ]) {
    expect(given).not.toContain(name);
  }
  expect(given).toContain("authorizerType");
});
