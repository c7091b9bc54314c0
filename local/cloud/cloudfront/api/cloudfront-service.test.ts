import {
  CloudFrontClient,
  CreateInvalidationCommand,
  DescribeFunctionCommand,
  GetDistributionCommand,
  GetDistributionConfigCommand,
  GetFunctionCommand,
  GetInvalidationCommand,
  GetOriginAccessControlCommand,
  GetResponseHeadersPolicyCommand,
  ListDistributionsCommand,
  ListFunctionsCommand,
  ListInvalidationsCommand,
  ListOriginAccessControlsCommand,
  ListResponseHeadersPoliciesCommand,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-cloudfront";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startFrontDoor, type TestDoor } from "../../front-door/testing.ts";
import type { Credentials } from "../../iam/iam.ts";
import { S3 } from "../../s3/s3.ts";
import { createTestContext } from "../../testing.ts";
import { CloudFront } from "../cloudfront.ts";
import type { DistributionConfig } from "../config.ts";
import { cloudfrontService } from "./cloudfront-service.ts";

const code = "function handler(event) { return event.request; }";

let door: TestDoor;
let cloudfront: CloudFront;
let made: Awaited<ReturnType<typeof makeSite>>;
const client = (credentials?: Credentials) => new CloudFrontClient(door.client(credentials));

beforeEach(async () => {
  const context = await createTestContext();
  cloudfront = await CloudFront.start(context, new S3(context));
  door = await startFrontDoor(() => ({ cloudfront: cloudfrontService(context, cloudfront) }), context);
  made = await makeSite();
});
afterEach(async () => {
  await cloudfront.stop();
  await door.dispose();
});

async function makeSite() {
  const control = cloudfront.accessControls.create({
    ...{ name: "site", originAccessControlOriginType: "s3" },
    ...{ signingBehavior: "always", signingProtocol: "sigv4" },
  });
  const headers = cloudfront.headersPolicies.create({
    name: "site",
    customHeadersConfig: { items: [{ header: "x-app", value: '<"chat" & co>', override: true }] },
    securityHeadersConfig: {
      strictTransportSecurity: { accessControlMaxAgeSec: 60, includeSubdomains: true, override: false },
    },
  });
  const { arn: functionArn } = cloudfront.createFunction({ name: "spa", runtime: "cloudfront-js-2.0", code });
  const config: DistributionConfig = {
    enabled: true,
    comment: "the site",
    defaultRootObject: "index.html",
    origins: [
      {
        ...{ originId: "s3", domainName: "site.s3.us-east-1.amazonaws.com" },
        originAccessControlId: control.id,
      },
    ],
    defaultCacheBehavior: {
      ...{ targetOriginId: "s3", viewerProtocolPolicy: "redirect-to-https" },
      allowedMethods: ["GET", "HEAD"],
      compress: true,
      responseHeadersPolicyId: headers.id,
      functionAssociations: [{ eventType: "viewer-request", functionArn }],
    },
    customErrorResponses: [{ errorCode: 403, responseCode: 404, responsePagePath: "/404.html" }],
    tags: { app: "chat" },
  };
  return { control, headers, functionArn, distribution: await cloudfront.createDistribution(config) };
}

test("a distribution is read as it was made", async () => {
  const { id, arn, domainName } = made.distribution;
  const { Distribution, ETag } = await client().send(new GetDistributionCommand({ Id: id }));
  expect(Distribution).toMatchObject({
    ...{ Id: id, ARN: arn, DomainName: domainName, Status: "Deployed" },
    LastModifiedTime: expect.any(Date),
    DistributionConfig: {
      ...{ Enabled: true, Comment: "the site", DefaultRootObject: "index.html" },
      Origins: { Quantity: 1, Items: [{ Id: "s3", OriginAccessControlId: made.control.id }] },
      DefaultCacheBehavior: {
        ...{ ViewerProtocolPolicy: "redirect-to-https", Compress: true },
        AllowedMethods: { Items: ["GET", "HEAD"] },
        FunctionAssociations: { Items: [{ EventType: "viewer-request", FunctionARN: made.functionArn }] },
        ResponseHeadersPolicyId: made.headers.id,
      },
      CacheBehaviors: { Quantity: 0 },
      CustomErrorResponses: {
        Items: [{ ErrorCode: 403, ResponseCode: "404", ResponsePagePath: "/404.html" }],
      },
    },
  });
  const alone = await client().send(new GetDistributionConfigCommand({ Id: id }));
  expect(alone).toMatchObject({ ETag, DistributionConfig: Distribution?.DistributionConfig });
  const tags = await client().send(new ListTagsForResourceCommand({ Resource: arn }));
  expect(tags.Tags?.Items).toEqual([{ Key: "app", Value: "chat" }]);
});

test("another state of a distribution has another ETag", async () => {
  const { id, config } = made.distribution;
  const read = async () => (await client().send(new GetDistributionConfigCommand({ Id: id }))).ETag;
  const before = await read();
  cloudfront.updateDistribution(id, { ...config, comment: "moved" });
  expect(await read()).not.toBe(before);
});

test("distributions are listed in pages", async () => {
  const second = await cloudfront.createDistribution(made.distribution.config);
  const list = async (more: object) =>
    (await client().send(new ListDistributionsCommand({ MaxItems: 1, ...more }))).DistributionList;
  const first = await list({});
  expect(first).toMatchObject({ IsTruncated: true, Items: [{ Id: made.distribution.id }] });
  const next = await list({ Marker: first?.NextMarker });
  expect(next).toMatchObject({ IsTruncated: false, Items: [{ Id: second.id, Comment: "the site" }] });
});

test("what a distribution refers to is read as it was made", async () => {
  const policy = { Id: made.headers.id };
  const headers = await client().send(new GetResponseHeadersPolicyCommand(policy));
  expect(headers.ResponseHeadersPolicy?.ResponseHeadersPolicyConfig).toMatchObject({
    CustomHeadersConfig: { Items: [{ Header: "x-app", Value: '<"chat" & co>', Override: true }] },
    SecurityHeadersConfig: { StrictTransportSecurity: { AccessControlMaxAgeSec: 60, Override: false } },
  });
  const policies = await client().send(new ListResponseHeadersPoliciesCommand());
  expect(policies.ResponseHeadersPolicyList?.Items).toMatchObject([
    { Type: "custom", ResponseHeadersPolicy: policy },
  ]);
  const control = { Id: made.control.id };
  const { OriginAccessControl } = await client().send(new GetOriginAccessControlCommand(control));
  expect(OriginAccessControl?.OriginAccessControlConfig).toMatchObject({
    ...{ Name: "site", SigningBehavior: "always" },
  });
  const controls = await client().send(new ListOriginAccessControlsCommand());
  expect(controls.OriginAccessControlList?.Items).toMatchObject([control]);
});

test("a function is read with its code, in the stages that it is in", async () => {
  const live = { Name: "spa", Stage: "LIVE" } as const;
  const { FunctionSummary } = await client().send(new DescribeFunctionCommand(live));
  expect(FunctionSummary).toMatchObject({
    FunctionConfig: { Runtime: "cloudfront-js-2.0" },
    FunctionMetadata: { FunctionARN: made.functionArn, Stage: "LIVE", CreatedTime: expect.any(Date) },
  });
  const { FunctionCode } = await client().send(new GetFunctionCommand(live));
  expect(Buffer.from(FunctionCode ?? []).toString()).toBe(code);
  cloudfront.createFunction({ name: "draft", runtime: "cloudfront-js-2.0", code, publish: false });
  const { FunctionList } = await client().send(new ListFunctionsCommand({ Stage: "LIVE" }));
  expect(FunctionList?.Items).toMatchObject([{ Name: "spa" }]);
  await expect(client().send(new DescribeFunctionCommand({ ...live, Name: "draft" }))).rejects.toMatchObject({
    name: "NoSuchFunctionExists",
  });
});

test("an invalidation is complete at once, and one that is sent again is the same", async () => {
  const DistributionId = made.distribution.id;
  const create = (path: string) => {
    const Paths = { Quantity: 1, Items: [path] };
    const InvalidationBatch = { CallerReference: "deploy 7", Paths };
    return client().send(new CreateInvalidationCommand({ DistributionId, InvalidationBatch }));
  };
  const { Invalidation, Location } = await create("/a&b/*");
  expect(Invalidation).toMatchObject({
    Status: "Completed",
    InvalidationBatch: { CallerReference: "deploy 7", Paths: { Items: ["/a&b/*"] } },
  });
  expect(Location).toContain(`/distribution/${DistributionId}/invalidation/${Invalidation?.Id}`);
  expect((await create("/a&b/*")).Invalidation).toEqual(Invalidation);
  await expect(create("/*")).rejects.toMatchObject({ name: "InvalidationBatchAlreadyExists" });
  await expect(create("no-slash")).rejects.toMatchObject({ name: "InvalidArgument" });
  const one = { DistributionId, Id: Invalidation?.Id };
  expect((await client().send(new GetInvalidationCommand(one))).Invalidation).toEqual(Invalidation);
  const { InvalidationList } = await client().send(new ListInvalidationsCommand({ DistributionId }));
  expect(InvalidationList?.Items).toMatchObject([{ Id: Invalidation?.Id, Status: "Completed" }]);
});

test("a role reads what its policies allow, and what is not there is named", async () => {
  const { id, arn } = made.distribution;
  const role = door.roleWith({ Effect: "Allow", Action: "cloudfront:GetDistribution*", Resource: arn });
  await client(role).send(new GetDistributionCommand({ Id: id }));
  await expect(client(role).send(new ListDistributionsCommand())).rejects.toMatchObject({
    ...{ name: "AccessDenied", message: expect.stringContaining("cloudfront:ListDistributions") },
  });
  await expect(client().send(new GetDistributionCommand({ Id: "E0" }))).rejects.toMatchObject({
    name: "NoSuchDistribution",
  });
});
