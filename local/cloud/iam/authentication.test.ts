import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AwsError } from "../errors.ts";
import { createTestContext, type TestContext } from "../testing.ts";
import { type Credentials, Iam, type SignedRequest } from "./iam.ts";
import { sha256 } from "./sigv4.ts";

const TRUST = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const MINUTE_MS = 60_000;

let context: TestContext;
let iam: Iam;
let endpoint: string;
let received: SignedRequest[];
let close: () => void;

beforeEach(async () => {
  context = await createTestContext();
  iam = new Iam(context);
  received = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    received.push({ method, url, headers, body: await buffer(request) });
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  endpoint = `http://localhost:${(server.address() as AddressInfo).port}`;
  close = () => void server.close();
});

afterEach(async () => {
  close();
  await context.dispose();
});

/** What the real SDK puts on the wire, as it arrives. */
async function listTables(credentials: Credentials, region = context.region): Promise<SignedRequest> {
  const client = new DynamoDBClient({ ...settings(credentials), region });
  await client.send(new ListTablesCommand({}));
  return last();
}

async function postToConnection(credentials: Credentials, ConnectionId: string): Promise<SignedRequest> {
  const client = new ApiGatewayManagementApiClient({ ...settings(credentials), endpoint: `${endpoint}/dev` });
  await client.send(new PostToConnectionCommand({ ConnectionId, Data: "hello" }));
  return last();
}

const settings = (credentials: Credentials) => ({
  endpoint,
  credentials,
  region: context.region,
  systemClockOffset: context.clock.now() - Date.now(),
});

function last() {
  const request = received.at(-1);
  if (!request) throw new Error("nothing was sent");
  return request;
}

function assumeRole() {
  const { arn } = iam.createRole({ roleName: "chat", assumeRolePolicyDocument: TRUST });
  return iam.assumeRole(arn, "send");
}

describe("a request signed by the AWS SDK", () => {
  test("is the root's when the root signed it", async () => {
    expect(iam.authenticate(await listTables(iam.rootCredentials), "dynamodb")).toEqual({
      arn: "arn:aws:iam::000000000000:root",
      kind: "root",
      accessKeyId: iam.rootCredentials.accessKeyId,
    });
  });

  test("is a role session's when temporary credentials signed it", async () => {
    const session = assumeRole();
    expect(iam.authenticate(await listTables(session), "dynamodb")).toEqual({
      arn: "arn:aws:sts::000000000000:assumed-role/chat/send",
      kind: "assumed-role",
      roleArn: "arn:aws:iam::000000000000:role/chat",
      accessKeyId: session.accessKeyId,
    });
  });

  test("is accepted on @connections paths, whose escapes are signed a second time", async () => {
    const request = await postToConnection(assumeRole(), "L0SM9cOFvHcCIhw=");
    expect(request.url).toBe("/dev/@connections/L0SM9cOFvHcCIhw%3D");
    expect(iam.authenticate(request, "execute-api").kind).toBe("assumed-role");
  });

  test("is accepted without a body", async () => {
    const client = new ApiGatewayManagementApiClient(settings(iam.rootCredentials));
    await client.send(new DeleteConnectionCommand({ ConnectionId: "a/b c=" }));
    expect(iam.authenticate(last(), "execute-api").kind).toBe("root");
  });

  test("is accepted with a query, whatever the order on the wire", async () => {
    const { signer } = await sdkSigner("execute-api");
    const signed = await signer.sign(
      {
        method: "GET",
        protocol: "http:",
        hostname: "localhost",
        path: "/dev/",
        headers: { host: "localhost" },
        query: { b: ["2", "1 *"], "a-b": "+", a: "~é" },
      },
      { signingDate: new Date(context.clock.now()) },
    );
    const url = "/dev/?b=2&a-b=%2B&b=1%20*&a=~%C3%A9";
    const request = { method: "GET", url, headers: signed.headers, body: Buffer.alloc(0) };
    expect(iam.authenticate(request, "execute-api").kind).toBe("root");
  });
});

describe("a presigned URL", () => {
  test("is accepted while it lasts and refused afterwards", async () => {
    const request = await presign(60);
    expect(iam.authenticate(request, "execute-api").kind).toBe("root");
    context.clock.advance(61_000);
    expect(() => iam.authenticate(request, "execute-api")).toThrow(/^Signature expired: 20260101T000000Z/);
  });

  test("is refused when a parameter is changed", async () => {
    const request = await presign(60);
    const url = request.url.replace("room=lobby", "room=board");
    expect(() => iam.authenticate({ ...request, url }, "execute-api")).toThrow(/does not match/);
  });

  test("is refused when it wants to last longer than a week", async () => {
    const request = await presign(60);
    const url = request.url.replace("X-Amz-Expires=60", "X-Amz-Expires=604801");
    expect(() => iam.authenticate({ ...request, url }, "execute-api")).toThrow(/X-Amz-Expires must be/);
  });
});

describe("a request is refused", () => {
  test("without a signature", async () => {
    const request = await listTables(iam.rootCredentials);
    const headers = { ...request.headers, authorization: undefined };
    expect(refusal({ ...request, headers })).toEqual(["MissingAuthenticationTokenException", 403]);
  });

  test("with an access key that nobody has", async () => {
    const request = await listTables({ ...iam.rootCredentials, accessKeyId: "AKIAIOSFODNN7EXAMPLE" });
    expect(refusal(request)).toEqual(["UnrecognizedClientException", 400]);
  });

  test("with the wrong secret", async () => {
    const request = await listTables({ ...iam.rootCredentials, secretAccessKey: "wrong" });
    expect(refusal(request)).toEqual(["InvalidSignatureException", 400]);
  });

  test("with another session's token, or none", async () => {
    const credentials = assumeRole();
    const other = iam.assumeRole("arn:aws:iam::000000000000:role/chat", "other");
    const wrong = await listTables({ ...credentials, sessionToken: other.sessionToken });
    expect(refusal(wrong)).toEqual(["UnrecognizedClientException", 400]);
    const missing = await listTables({ ...credentials, sessionToken: undefined });
    expect(refusal(missing)).toEqual(["UnrecognizedClientException", 400]);
  });

  test("of a role that is gone", async () => {
    const request = await listTables(assumeRole());
    iam.deleteRole("chat");
    expect(refusal(request)).toEqual(["UnrecognizedClientException", 400]);
  });

  test("when its body was changed on the way", async () => {
    const request = await listTables(iam.rootCredentials);
    expect(refusal({ ...request, body: Buffer.from('{"Limit":1}') })).toEqual([
      "InvalidSignatureException",
      400,
    ]);
  });

  test("when a signed header was changed on the way", async () => {
    const request = await listTables(iam.rootCredentials);
    const headers = { ...request.headers, "x-amz-target": "DynamoDB_20120810.DeleteTable" };
    expect(refusal({ ...request, headers })).toEqual(["InvalidSignatureException", 400]);
  });

  test("when it is older than five minutes, in AWS's words", async () => {
    const request = await listTables(iam.rootCredentials);
    context.clock.advance(5 * MINUTE_MS - 1000);
    expect(iam.authenticate(request, "dynamodb").kind).toBe("root");
    context.clock.advance(MINUTE_MS);
    expect(() => iam.authenticate(request, "dynamodb")).toThrow(
      /^Signature expired: 2026\d{4}T\d{6}Z is now earlier than 20260101T000059Z \(20260101T000559Z - 5 min\.\)$/,
    );
  });

  test("when it comes from the future", async () => {
    const client = new DynamoDBClient({
      ...settings(iam.rootCredentials),
      systemClockOffset: context.clock.now() + 6 * MINUTE_MS - Date.now(),
    });
    await client.send(new ListTablesCommand({}));
    expect(() => iam.authenticate(last(), "dynamodb")).toThrow(
      /^Signature not yet current: .* \+ 5 min\.\)$/,
    );
  });

  test("when it was signed for another region or service", async () => {
    const request = await listTables(iam.rootCredentials, "eu-west-1");
    expect(() => iam.authenticate(request, "dynamodb")).toThrow("scoped to a valid region, not 'eu-west-1'");
    const other = await listTables(iam.rootCredentials);
    expect(() => iam.authenticate(other, "execute-api")).toThrow("scoped to correct service: 'execute-api'");
  });

  test("with 403 by API Gateway, where DynamoDB says 400", async () => {
    const request = await postToConnection({ ...iam.rootCredentials, secretAccessKey: "wrong" }, "abc=");
    expect(refusal(request, "execute-api")).toEqual(["InvalidSignatureException", 403]);
  });

  test.each([
    [
      "AWS4-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=host, Signature=0",
      "Credential must have exactly 5",
    ],
    ["AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, Signature=0", "requires 'SignedHeaders' parameter"],
    [
      "AWS4-HMAC-SHA1 Credential=a/b/c/d/aws4_request, Signature=0",
      "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1'",
    ],
  ])("when its signature is malformed: %s", (authorization, message) => {
    const headers = { authorization, "x-amz-date": "20260101T000000Z" };
    const request = { method: "POST", url: "/", headers, body: Buffer.alloc(0) };
    expect(() => iam.authenticate(request, "dynamodb")).toThrow(message);
  });
});

test("for S3 the body must be the one whose hash was signed", async () => {
  const { signer } = await sdkSigner("s3");
  const signed = await signer.sign(
    {
      method: "PUT",
      protocol: "http:",
      hostname: "localhost",
      path: "/bucket/key",
      headers: { host: "localhost", "x-amz-content-sha256": sha256("text") },
      body: "text",
    },
    { signingDate: new Date(context.clock.now()) },
  );
  const request = { method: "PUT", url: "/bucket/key", headers: signed.headers, body: Buffer.from("text") };
  expect(iam.authenticate(request, "s3").kind).toBe("root");
  expect(refusal({ ...request, body: Buffer.from("other") }, "s3")).toEqual([
    "XAmzContentSHA256Mismatch",
    400,
  ]);
});

async function sdkSigner(signingName: string) {
  const client = new DynamoDBClient(settings(iam.rootCredentials));
  const scheme = { name: "sigv4", signingName, signingRegion: context.region, properties: {} };
  return { signer: await client.config.signer(scheme) };
}

async function presign(expiresIn: number): Promise<SignedRequest> {
  const { signer } = await sdkSigner("execute-api");
  if (!("presign" in signer) || typeof signer.presign !== "function") throw new Error("no presigner");
  const { headers, query } = await signer.presign(
    {
      method: "GET",
      protocol: "http:",
      hostname: "localhost",
      path: "/dev",
      headers: { host: "localhost" },
      query: { room: "lobby" },
    },
    { expiresIn, signingDate: new Date(context.clock.now()) },
  );
  return { method: "GET", url: `/dev?${new URLSearchParams(query)}`, headers, body: Buffer.alloc(0) };
}

/** Code and status of the refusal. */
function refusal(request: SignedRequest, service = "dynamodb") {
  try {
    return iam.authenticate(request, service);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return [error.code, error.status];
  }
}
