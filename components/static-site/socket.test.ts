// A socket under the site's own origin, in a program in which each needs the other.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { ServerlessSocket } from "../serverless-socket/serverless-socket.ts";
import { handlers } from "../serverless-socket/testing.ts";
import { deploy, folderOf, valueOf } from "../testing.ts";
import type { StaticSiteArgs } from "./args.ts";
import { StaticSite } from "./static-site.ts";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

async function siteWithSocket(args: Partial<StaticSiteArgs> = {}) {
  const folder = folderOf({ "index.html": "<!doctype html>" });
  const { connect } = handlers();
  let site: StaticSite | undefined;
  const deployment = await deploy(() => {
    const [origin, resolveOrigin] = pulumi.deferredOutput<string>();
    const socket = new ServerlessSocket("chat", {
      routes: { $connect: connect },
      allowedOrigins: [origin],
      stageName: "v1",
    });
    site = new StaticSite("site", { folder, socket, ...args });
    resolveOrigin(site.url);
  });
  return { ...deployment, site: site! };
}

test("the API is an origin of its own, asked over TLS 1.2", async () => {
  const [bucket, socket] = (await siteWithSocket()).one(DISTRIBUTION, "site").inputs.origins;
  expect(bucket).not.toHaveProperty("customOriginConfig");
  expect(socket).toMatchObject({
    domainName: "chat.execute-api.us-east-1.amazonaws.com",
    customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] },
  });
});

test("the path of the stage leads there, uncached, with all that a handshake carries but the host", async () => {
  const { inputs } = (await siteWithSocket()).one(DISTRIBUTION, "site");
  expect(inputs.orderedCacheBehaviors).toEqual([
    {
      pathPattern: "/v1",
      targetOriginId: inputs.origins[1].originId,
      viewerProtocolPolicy: "https-only",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
      responseHeadersPolicyId: "site-id",
    },
  ]);
});

test("its address is the site's, and the site's origin may connect", async () => {
  const { one, site } = await siteWithSocket();
  expect(await valueOf(site.socketUrl!)).toBe("wss://site.cloudfront.net/v1");
  const { variables } = one("aws:lambda/function:Function", "chat-connect").inputs.environment;
  expect(variables.ALLOWED_ORIGINS).toBe("https://site.cloudfront.net");
});

test("without one there is the bucket alone", async () => {
  const { one, site } = await siteWithSocket({ socket: undefined });
  const { inputs } = one(DISTRIBUTION, "site");
  expect(inputs.origins).toHaveLength(1);
  expect(inputs).not.toHaveProperty("orderedCacheBehaviors");
  expect(site.socketUrl).toBeUndefined();
});
