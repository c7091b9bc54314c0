import { connect } from "node:net";
import { Agent, request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";
import { DynamoDBClient, ListTablesCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { AwsError } from "../errors.ts";
import { Iam } from "../iam/iam.ts";
import { createTestContext, type TestContext } from "../testing.ts";
import { FrontDoor } from "./front-door.ts";
import type { AuthenticatedRequest, ServiceResponse } from "./service.ts";
import { signedFetch } from "./signed-fetch.ts";

let context: TestContext;
let iam: Iam;
let door: FrontDoor;
let received: AuthenticatedRequest[];
let answer: () => ServiceResponse;
/** What the service asks permission for. */
let authorized: { action: string; resource: string } | undefined;

beforeEach(async () => {
  context = await createTestContext();
  iam = new Iam(context);
  received = [];
  authorized = undefined;
  answer = () => ({ status: 200, headers: {}, body: Buffer.from('{"TableNames":["chat"]}') });
  const handle = async (request: AuthenticatedRequest) => {
    received.push(request);
    if (authorized) request.authorize(authorized);
    return answer();
  };
  const lambda = { awake: () => undefined };
  door = await FrontDoor.start(context, iam, lambda, { dynamodb: { handle } });
});

afterEach(async () => {
  await door.stop();
  await context.dispose();
});

const client = (config = {}) =>
  new DynamoDBClient({
    endpoint: door.url,
    region: context.region,
    credentials: iam.rootCredentials,
    systemClockOffset: context.clock.now() - Date.now(),
    maxAttempts: 1,
    ...config,
  });

test("a signed call reaches the service its scope names, with the caller's principal", async () => {
  const { TableNames, $metadata } = await client().send(new ListTablesCommand({ Limit: 1 }));
  expect(TableNames).toEqual(["chat"]);
  expect($metadata.requestId).toMatch(/^[0-9A-F]{52}$/);
  expect(received).toMatchObject([{ principal: { kind: "root" }, body: Buffer.from('{"Limit":1}') }]);
});

test("what the service refuses arrives as an error of its name, and as an event", async () => {
  answer = () => {
    throw new AwsError("ResourceNotFoundException", "Requested resource not found");
  };
  await expect(client().send(new ListTablesCommand({}))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Requested resource not found",
    $metadata: { httpStatusCode: 400 },
  });
  expect(context.seen).toMatchObject([
    { kind: "refusal", service: "dynamodb", action: "ListTables", code: "ResourceNotFoundException" },
  ]);
});

test("what breaks in a service is its fault, not the caller's", async () => {
  answer = () => {
    throw new TypeError("x is not a function");
  };
  await expect(client().send(new ListTablesCommand({}))).rejects.toMatchObject({
    name: "InternalServerError",
    message: "The local service failed: x is not a function",
  });
});

test("a wrong secret is refused before the service sees the call", async () => {
  const credentials = { ...iam.rootCredentials, secretAccessKey: "wrong" };
  await expect(client({ credentials }).send(new ListTablesCommand({}))).rejects.toMatchObject({
    name: "InvalidSignatureException",
  });
  expect(received).toEqual([]);
  expect(context.seen).toMatchObject([{ kind: "refusal", code: "InvalidSignatureException" }]);
});

test("a client whose clock is wrong sets it by the answer and gets through", async () => {
  const late = client({ systemClockOffset: 0, maxAttempts: 2 });
  expect((await late.send(new ListTablesCommand({}))).TableNames).toEqual(["chat"]);
});

test("a service that is not here is named, whatever protocol its clients speak", async () => {
  for (const [service, type] of [
    ["sqs", "application/x-amz-json-1.0"],
    ["s3", "application/xml"],
    ["sts", "application/xml"],
  ] as const) {
    const signer = await client().config.signer(scheme(service));
    const message = {
      method: "GET",
      protocol: "http:",
      hostname: "localhost",
      path: "/",
      headers: { host: "localhost" },
    };
    const { headers } = await signer.sign(message, { signingDate: new Date(context.clock.now()) });
    const response = await get(headers);
    expect(response).toMatchObject({ status: 501, type });
    expect(response.body).toContain(`The local cloud has no service '${service}'`);
  }
});

test("a call without a signature is refused with 403", async () => {
  const { status, body, errorType } = await get({});
  expect(status).toBe(403);
  expect(errorType).toBe("MissingAuthenticationTokenException");
  expect(JSON.parse(body)).toEqual({
    __type: "MissingAuthenticationTokenException",
    message: "Missing Authentication Token",
  });
  expect(context.seen).toMatchObject([{ kind: "refusal", service: "unknown", action: "GET /" }]);
});

test("what a role may not do is refused before it is done, with the statement that would allow it", async () => {
  authorized = { action: "dynamodb:ListTables", resource: "*" };
  const { arn } = iam.createRole({
    roleName: "chat",
    assumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
  });
  const ofRole = client({ credentials: iam.assumeRole(arn, "send") });
  await expect(ofRole.send(new ListTablesCommand({}))).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining(
      "/chat/send is not authorized to perform: dynamodb:ListTables on resource: *",
    ),
  });
  const allow = { Effect: "Allow", Action: "dynamodb:ListTables", Resource: "*" };
  expect(context.seen).toMatchObject([
    { kind: "refusal", action: "dynamodb:ListTables", remedy: JSON.stringify(allow) },
  ]);
  const condition = {
    IpAddress: { "aws:SourceIp": ["127.0.0.0/8", "::1"] },
    StringLike: { "aws:UserAgent": "aws-sdk-js/*" },
  };
  const Statement = [{ ...allow, Condition: condition }];
  iam.putRolePolicy("chat", "own", JSON.stringify({ Version: "2012-10-17", Statement }));
  expect((await ofRole.send(new ListTablesCommand({}))).TableNames).toEqual(["chat"]);
});

test.each([
  [{ host: "evil.example" }, "Host evil.example"],
  [{ host: "localhost.evil.example:3001" }, "Host localhost.evil.example:3001"],
  [{ origin: "https://evil.example" }, "Origin https://evil.example"],
  [{ origin: "http://203.0.113.9" }, "Origin http://203.0.113.9"],
  [{ origin: "null" }, "Origin null"],
])("a request with %j comes from a web page of somebody else and is refused", async (headers, named) => {
  const { status, body, errorType } = await get(headers);
  expect([status, errorType]).toEqual([403, "ForbiddenException"]);
  expect(body).toContain(named);
  expect(context.seen).toMatchObject([{ kind: "refusal", code: "ForbiddenException" }]);
});

test.each<Record<string, string>>([
  { host: "127.0.0.1:1" },
  { host: "[::1]:1" },
  { host: "192.168.1.7" },
  { host: "bucket.localhost" },
  { host: "LOCALHOST", origin: "http://localhost:3000" },
])("a request with %j is looked at", async (headers) => {
  expect((await get(headers)).errorType).toBe("MissingAuthenticationTokenException");
});

test.each([
  ["/functions/%zz", "lambda", "BadRequestException"],
  ["/functions/%C3/policy", "apigateway", "BadRequestException"],
  ["//", "lambda", "BadRequestException"],
  ["/bucket/100%", "s3", "InvalidURI"],
])("the path %s, which %s cannot read, is the caller's mistake", async (path, service, code) => {
  const services = { [service]: { handle: () => Promise.reject(new Error("the service was asked")) } };
  const strict = await FrontDoor.start(context, iam, { awake: () => undefined }, services);
  onTestFinished(() => strict.stop());
  const caller = { url: strict.url, service, region: context.region, credentials: iam.rootCredentials };
  const response = await signedFetch({ ...caller, now: context.clock.now() }, path);
  expect(response.status).toBe(400);
  const message = `Couldn't parse the specified URI: ${path}`;
  expect(await response.text()).toContain(message);
  expect(context.seen).toMatchObject([{ kind: "refusal", service, code, message }]);
});

test("a body that no service takes is cut off with 413", async () => {
  const item = { Item: { pk: { S: "x".repeat(16 * 1024 * 1024) } }, TableName: "chat" };
  await expect(client().send(new PutItemCommand(item))).rejects.toMatchObject({
    name: "RequestEntityTooLargeException",
    $metadata: { httpStatusCode: 413 },
  });
  expect(received).toEqual([]);
});

test("a connection serves many calls", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();
  for (let call = 0; call < 3; call++) ports.add((await get({}, agent)).localPort);
  agent.destroy();
  expect(ports.size).toBe(1);
});

test("stopping ends open connections and frees the port", async () => {
  const { port, hostname } = new URL(door.url);
  const socket = connect(Number(port), hostname);
  await new Promise((resolve) => socket.once("connect", resolve));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await door.stop();
  await closed;
  const refused = await new Promise<NodeJS.ErrnoException>((resolve) =>
    connect(Number(port), hostname).once("error", resolve),
  );
  expect(refused.code).toBe("ECONNREFUSED");
  door = await FrontDoor.start(context, iam, { awake: () => undefined }, {});
});

const scheme = (signingName: string) => ({
  name: "sigv4",
  signingName,
  signingRegion: context.region,
  properties: {},
});

function get(headers: Record<string, string>, agent?: Agent) {
  return new Promise<{
    status?: number;
    type?: string;
    errorType: unknown;
    body: string;
    localPort?: number;
  }>((resolve, reject) => {
    const request = httpRequest(door.url, { headers, agent }, async (response) => {
      const { localPort } = response.socket;
      const body = await text(response);
      resolve({
        status: response.statusCode,
        type: response.headers["content-type"],
        errorType: response.headers["x-amzn-errortype"],
        body,
        localPort,
      });
    });
    request.once("error", reject).end();
  });
}
