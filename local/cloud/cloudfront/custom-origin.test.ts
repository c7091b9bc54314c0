// An API behind a distribution: what reaches it, what comes back, and how the two connections of a socket end.
import { connect as connectTcp } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ClientOptions, WebSocket } from "ws";
import { TestClient, textFrame, upgradeRequest } from "../apigateway/client.testing.ts";
import { TestGateway } from "../apigateway/testing.ts";
import { S3 } from "../s3/s3.ts";
import { CloudFront } from "./cloudfront.ts";
import type { CacheBehavior, DistributionConfig, Origin } from "./config.ts";

const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const TEN_MINUTES = 600_000;
/** The longest message that API Gateway takes. */
const MESSAGE_BYTES = 128 * 1024;
/** Messages. The system holds some megabytes for each of the two connections. */
const MORE_THAN_SYSTEMS_BUFFER = 500;

let gateway: TestGateway;
let cloudfront: CloudFront;

beforeEach(async () => {
  gateway = await TestGateway.start();
  const { context } = gateway;
  cloudfront = await CloudFront.start(context, new S3(context), { apiHosts: () => gateway.gateway.hosts() });
});
afterEach(async () => {
  await cloudfront.stop();
  await gateway.stop();
});

const bucket: Origin = { originId: "bucket", domainName: "site.s3.us-east-1.amazonaws.com" };

const api = (settings: Partial<Origin["customOriginConfig"]> = {}): Origin => ({
  originId: "api",
  domainName: gateway.host,
  customOriginConfig: {
    ...{ originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"], httpPort: 80, httpsPort: 443 },
    ...settings,
  },
});

/** A site with the API's stage under its own host. */
async function distribute(
  behavior: Partial<CacheBehavior> = {},
  rest: Partial<DistributionConfig> = {},
): Promise<string> {
  const shared = { viewerProtocolPolicy: "allow-all" as const, allowedMethods: ["GET", "HEAD"] };
  const { domainName } = await cloudfront.createDistribution({
    enabled: true,
    origins: [bucket, api()],
    defaultCacheBehavior: { ...shared, targetOriginId: "bucket" },
    orderedCacheBehaviors: [
      {
        ...{ ...shared, pathPattern: "/dev", targetOriginId: "api" },
        ...{ cachePolicyId: CACHING_DISABLED, originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER },
        ...behavior,
      },
    ],
    ...rest,
  });
  return domainName;
}

const client = (host: string, path = "/dev", { protocols, ...options }: Options = {}) =>
  new TestClient(new WebSocket(`ws://${host}${path}`, protocols, options));

type Options = ClientOptions & { protocols?: string[] };

test("frames go both ways, and the handler's sub-protocol is the viewer's", async () => {
  const headers = { "Sec-WebSocket-Protocol": "chat.v1" };
  gateway.route("$connect", () => ({ statusCode: 200, headers }));
  gateway.replyingRoute("$default", (event) => ({ statusCode: 200, body: `you said ${event.body}` }));
  const viewer = client(await distribute(), "/dev", { protocols: ["chat.v1", "chat.v2"] });
  await viewer.opened;
  expect(viewer.ws.protocol).toBe("chat.v1");
  viewer.send("x".repeat(30_000));
  expect(await viewer.frame()).toBe(`you said ${"x".repeat(30_000)}`);
  viewer.ws.close(4001);
  expect(await viewer.closed).toMatchObject({ code: 4001 });
});

test("the API sees its own host, and all else that the viewer sent and CloudFront adds", async () => {
  gateway.route("$connect");
  const viewer = client(await distribute(), "/dev?room=lobby&room=b%20c", {
    origin: "https://chat.example.com",
    headers: { cookie: "a=1; b=2", "x-forwarded-for": "192.0.2.1", "x-real-ip": "192.0.2.9" },
  });
  await viewer.opened;
  const { event } = await gateway.lambda.called("$connect");
  expect(event).toMatchObject({
    multiValueQueryStringParameters: { room: ["lobby", "b c"] },
    headers: {
      Host: gateway.host,
      Origin: "https://chat.example.com",
      Cookie: "a=1; b=2",
      Via: "1.1 cloudfront.net (CloudFront)",
      "X-Amz-Cf-Id": expect.stringMatching(/^[\w-]{54}==$/),
      "X-Forwarded-For": expect.stringMatching(/^192\.0\.2\.1, (127\.0\.0\.1|::1), (127\.0\.0\.1|::1)$/),
      "X-Forwarded-Proto": "https",
    },
  });
  expect(event.headers).not.toHaveProperty("X-Real-Ip");
  viewer.ws.terminate();
});

test.for([401, 403, 500])(
  "a handshake that the handler refuses with %i is refused with it",
  async (statusCode) => {
    gateway.route("$connect", () => ({ statusCode }));
    expect(await client(await distribute()).refused).toMatchObject({ status: statusCode });
  },
);

test("a handshake that a throttle holds back is refused with 429", async () => {
  gateway.route("$connect");
  const throttle = { throttlingBurstLimit: 0, throttlingRateLimit: 0 };
  gateway.gateway.updateStage(gateway.apiId, "dev", { defaultRouteSettings: throttle });
  expect(await client(await distribute()).refused).toMatchObject({ status: 429 });
});

test("the API closes with its own code", async () => {
  gateway.route("$connect");
  const viewer = client(await distribute());
  await viewer.opened;
  gateway.gateway.deleteStage(gateway.apiId, "dev");
  expect(await viewer.closed).toEqual({ code: 1001, reason: "Going away" });
});

test("a viewer that is cut off is gone for the API as well", async () => {
  gateway.route("$connect");
  gateway.route("$disconnect");
  const viewer = client(await distribute());
  await viewer.opened;
  viewer.ws.terminate();
  const { event } = await gateway.lambda.called("$disconnect");
  expect(event.requestContext.disconnectStatusCode).toBe(1006);
  expect(gateway.gateway.connections()).toEqual([]);
});

test("an API that goes cuts the viewer off", async () => {
  gateway.route("$connect");
  const viewer = client(await distribute());
  await viewer.opened;
  await gateway.gateway.deleteApi(gateway.apiId);
  expect(await viewer.closed).toMatchObject({ code: 1006 });
});

test("a viewer that goes while its handshake is held is no connection", async () => {
  const held = Promise.withResolvers<object>();
  gateway.route("$connect", () => held.promise);
  gateway.route("$disconnect");
  const viewer = client(await distribute());
  await gateway.lambda.called("$connect");
  viewer.ws.terminate();
  held.resolve({ statusCode: 200 });
  await gateway.lambda.called("$disconnect");
  expect(gateway.gateway.connections()).toEqual([]);
});

test("what a viewer sends at once with its handshake is not lost", async () => {
  gateway.replyingRoute("$default", (event) => ({ statusCode: 200, body: event.body }));
  const host = await distribute();
  const socket = connectTcp(Number(host.split(":")[1]), "localhost");
  socket.write(Buffer.concat([Buffer.from(upgradeRequest(host)), textFrame("hi")]));
  let received = "";
  for await (const chunk of socket) {
    received += String(chunk);
    if (received.endsWith("hi")) break;
  }
  expect(received).toMatch(/^HTTP\/1.1 101 .*x-cache: Miss from cloudfront.*hi$/s);
});

test("a viewer that does not read holds the API back", async () => {
  gateway.route("$connect");
  const viewer = client(await distribute(), "/dev", { perMessageDeflate: false });
  await viewer.opened;
  viewer.ws.pause();
  const { connectionId } = (await gateway.lambda.called("$connect")).event.requestContext;
  const path = `/dev/@connections/${encodeURIComponent(connectionId)}`;
  const post = () => gateway.http("POST", path, "x".repeat(MESSAGE_BYTES));
  let [answer, posts] = [await post(), 1];
  for (; answer.status === 200 && posts < MORE_THAN_SYSTEMS_BUFFER; posts++) answer = await post();
  expect(answer).toMatchObject({ status: 429, body: expect.stringContaining("does not read") });
  viewer.ws.terminate();
});

test("an origin that is silent for ten minutes is cut off, though the viewer is not", async () => {
  const { clock } = gateway.context;
  gateway.route("$default");
  gateway.route("$disconnect");
  const viewer = client(await distribute());
  await viewer.opened;
  clock.advance(TEN_MINUTES / 2);
  viewer.send("still here");
  await gateway.lambda.called("$default");
  clock.advance(TEN_MINUTES / 2);
  expect(await viewer.closed).toMatchObject({ code: 1006 });
  await gateway.lambda.called("$disconnect");
});

test("a frame from the origin puts that off", async () => {
  const { clock } = gateway.context;
  gateway.replyingRoute("$default", () => ({ statusCode: 200, body: "pong" }));
  const viewer = client(await distribute());
  await viewer.opened;
  for (let minutes = 0; minutes < 3; minutes++) {
    clock.advance(TEN_MINUTES / 2);
    viewer.send("ping");
    expect(await viewer.frame()).toBe("pong");
  }
  viewer.ws.terminate();
});

test("an origin that takes longer than its read timeout is answered for with 504", async () => {
  gateway.route("$connect", () => new Promise(() => {}));
  const viewer = client(await distribute({}, { origins: [bucket, api({ originReadTimeout: 5 })] }));
  await gateway.lambda.called("$connect");
  gateway.context.clock.advance(5_000);
  expect(await viewer.refused).toMatchObject({
    status: 504,
    body: expect.stringContaining("within 5 seconds"),
  });
});

test("an origin that is gone is answered for with 502", async () => {
  const host = await distribute();
  await gateway.gateway.deleteApi(gateway.apiId);
  expect(await client(host).refused).toMatchObject({ status: 502 });
});

test("the viewer's Host, or none of a handshake's headers, is nothing that API Gateway takes", async () => {
  gateway.route("$connect");
  const withHost = client(await distribute({ originRequestPolicyId: ALL_VIEWER }));
  expect(await withHost.refused).toEqual({ status: 403, body: '{"message":"Forbidden"}' });
  const withNothing = client(await distribute({ originRequestPolicyId: undefined }));
  expect(await withNothing.refused).toMatchObject({ status: 400 });
});

test("the viewer protocol policy holds for sockets", async () => {
  const refused = client(await distribute({ viewerProtocolPolicy: "https-only" })).refused;
  expect(await refused).toMatchObject({ status: 403, body: expect.stringContaining("HTTPS requests only") });
  const redirected = client(await distribute({ viewerProtocolPolicy: "redirect-to-https" })).refused;
  expect(await redirected).toMatchObject({ status: 301 });
});

test("a viewer that comes with TLS is let through where only that is allowed", async () => {
  gateway.route("$connect");
  const host = await distribute({ viewerProtocolPolicy: "https-only" });
  const { ca } = gateway.context.certificate;
  const viewer = new TestClient(new WebSocket(`wss://${host}/dev`, { ca }));
  await viewer.opened;
  viewer.ws.close(1000);
  expect(await viewer.closed).toMatchObject({ code: 1000 });
});

test("a path of no behaviour leads to the bucket", async () => {
  expect(await client(await distribute(), "/other").refused).toMatchObject({ status: 404 });
});

test("a request that asks for no WebSocket gets the API's answer, with the distribution's headers", async () => {
  gateway.route("$connect");
  const { id } = cloudfront.headersPolicies.create({
    name: "own",
    customHeadersConfig: { items: [{ header: "x-own", value: "1", override: true }] },
  });
  const response = await fetch(`http://${await distribute({ responseHeadersPolicyId: id })}/dev`);
  expect([response.status, response.headers.get("x-own"), response.headers.get("x-cache")]).toEqual([
    ...[426, "1", "Error from cloudfront"],
  ]);
});

test("a viewer function decides what the API is asked", async () => {
  gateway.route("$connect");
  const { arn } = cloudfront.createFunction({
    name: "f",
    runtime: "cloudfront-js-2.0",
    code: `function handler({ request }) {
      if (request.querystring.token === undefined) return { statusCode: 401 };
      request.querystring.user = { value: "Ada & co" };
      delete request.cookies.tracking;
      return request;
    }`,
  });
  const host = await distribute({
    functionAssociations: [{ eventType: "viewer-request", functionArn: arn }],
  });
  expect(await client(host).refused).toMatchObject({ status: 401 });
  const viewer = client(host, "/dev?token=1", { headers: { cookie: "tracking=1; session=2" } });
  await viewer.opened;
  expect((await gateway.lambda.called("$connect")).event).toMatchObject({
    queryStringParameters: { token: "1", user: "Ada & co" },
    headers: { Cookie: "session=2" },
  });
  viewer.ws.terminate();
});

test("a socket is an event of the site once it has ended", async () => {
  gateway.route("$connect");
  const viewer = client(await distribute());
  await viewer.opened;
  const reported = new Promise((resolve) => gateway.context.events.listen(resolve));
  viewer.ws.terminate();
  expect(await reported).toMatchObject({ kind: "request", path: "/dev", status: 101 });
});

test("an origin that is no API of this cloud is refused by name", async () => {
  const elsewhere = { ...api(), domainName: "api.example.com" };
  await expect(distribute({}, { origins: [bucket, elsewhere] })).rejects.toThrow(
    `the origin api is api.example.com, which is no API of this cloud (${gateway.host})`,
  );
});
