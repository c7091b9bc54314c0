import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  GoneException,
  PayloadTooLargeException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Iam } from "../iam/iam.ts";
import type { TestContext } from "../testing.ts";
import { TestGateway } from "./testing.ts";

const BUFFER_BYTES = 200_000;
/** More than the sockets of both ends hold between them, so that the rest has to wait in the gateway. */
const POSTS_TO_FILL = 200;

let api: TestGateway;
let iam: Iam;
let sdk: ApiGatewayManagementApiClient;

beforeEach(async () => {
  api = await TestGateway.start({
    iam: (context: TestContext) => (iam = new Iam(context)),
    limits: { sendBufferBytes: BUFFER_BYTES },
  });
  // The SDK signs with the time of day and corrects itself by the server's, so both have to agree.
  api.context.clock.advance(Date.now() - api.context.clock.now());
  api.route("$disconnect");
  sdk = new ApiGatewayManagementApiClient({
    endpoint: `http://${api.host}/dev`,
    region: "us-east-1",
    credentials: iam.rootCredentials,
    maxAttempts: 1,
  });
});
afterEach(async () => {
  sdk.destroy();
  await api.stop();
});

const post = (ConnectionId: string, Data: string) =>
  sdk.send(new PostToConnectionCommand({ ConnectionId, Data }));
const idOf = (index = 0) => api.gateway.connections()[index]?.connectionId ?? "";

describe("PostToConnection", () => {
  test("[GW-46] [GW-47] answers 200 without a body, and delivers a text frame", async () => {
    const client = await api.connect();
    const { $metadata } = await post(idOf(), '{"message":"hé"}');
    expect($metadata).toMatchObject({ httpStatusCode: 200, requestId: expect.stringMatching(/=$/) });
    expect(await client.nextFrame()).toEqual({ data: '{"message":"hé"}', isBinary: false });
    expect(api.context.seen).toContainEqual(
      expect.objectContaining({
        kind: "callback",
        method: "POST",
        status: 200,
        bytes: 17,
        connectionId: idOf(),
      }),
    );
  });

  test("posts to a connection keep the order in which they arrive", async () => {
    const client = await api.connect();
    const texts = Array.from({ length: 30 }, (_, index) => String(index).repeat(index % 2 ? 1 : 2000));
    for (const text of texts) await post(idOf(), text);
    for (const text of texts) expect(await client.frame()).toBe(text);
  });

  test("[GW-50] a client that has gone is a GoneException", async () => {
    const client = await api.connect();
    const connectionId = idOf();
    client.ws.terminate();
    await api.lambda.called("$disconnect");
    await expect(post(connectionId, "1")).rejects.toBeInstanceOf(GoneException);
    await expect(post("AAAAAAAAAAACAAA=", "1")).rejects.toBeInstanceOf(GoneException);
  });

  test("[GW-50] a connection of another stage is a GoneException", async () => {
    api.gateway.createStage(api.apiId, { stageName: "prod", autoDeploy: true });
    const client = api.client("/prod");
    await client.opened;
    await expect(post(idOf(), "1")).rejects.toBeInstanceOf(GoneException);
  });

  test("[GW-51] an id that is none is a BadRequestException", async () => {
    await expect(post("abc", "1")).rejects.toMatchObject({
      name: "BadRequestException",
      message: "Invalid connectionId: abc",
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("[GW-52] inside the $connect function the connection is not there yet", async () => {
    const posted = new Promise((resolve) => {
      api.route("$connect", async ({ requestContext }) => {
        resolve(await post(requestContext.connectionId, "1").catch((error: unknown) => error));
        return { statusCode: 200 };
      });
    });
    await api.connect();
    expect(await posted).toBeInstanceOf(GoneException);
  });

  test("[GW-55] 128 KB pass and a byte more is a PayloadTooLargeException", async () => {
    const client = await api.connect();
    await post(idOf(), "x".repeat(131_072));
    expect((await client.frame()).length).toBe(131_072);
    await expect(post(idOf(), "x".repeat(131_073))).rejects.toBeInstanceOf(PayloadTooLargeException);
  });

  test("[GW-56] a client that does not read is a LimitExceededException once too much waits for it", async () => {
    const client = await api.connect({ perMessageDeflate: false });
    client.ws.pause();
    const outcomes = new Set<string>();
    for (let posts = 0; posts < POSTS_TO_FILL && outcomes.size < 2; posts += 1) {
      outcomes.add(
        await post(idOf(), "x".repeat(100_000)).then(
          () => "sent",
          (error: Error) => error.name,
        ),
      );
    }
    expect([...outcomes]).toEqual(["sent", "LimitExceededException"]);
  });
});

describe("GetConnection", () => {
  test("[GW-48] tells since when, when last, and who", async () => {
    const client = await api.connect({ headers: { "user-agent": "tester" } });
    const connectedAt = api.context.clock.now();
    api.context.clock.advance(5000);
    await post(idOf(), "1");
    await client.frame();
    const connection = await sdk.send(new GetConnectionCommand({ ConnectionId: idOf() }));
    expect(connection).toMatchObject({
      ConnectedAt: new Date(connectedAt),
      LastActiveAt: new Date(connectedAt + 5000),
      Identity: { SourceIp: expect.stringMatching(/^(127\.0\.0\.1|::1)$/), UserAgent: "tester" },
    });
  });
});

describe("DeleteConnection", () => {
  test("[GW-45] [GW-49] answers 204, closes with 1000, and $disconnect follows", async () => {
    const client = await api.connect();
    const connectionId = idOf();
    const { $metadata } = await sdk.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
    expect($metadata.httpStatusCode).toBe(204);
    await expect(post(connectionId, "1")).rejects.toBeInstanceOf(GoneException);
    expect((await client.closed).code).toBe(1000);
    expect((await api.lambda.called("$disconnect")).event.requestContext).toMatchObject({
      connectionId,
      disconnectStatusCode: 1000,
      disconnectReason: "Connection Closed Normally",
    });
    await expect(
      sdk.send(new DeleteConnectionCommand({ ConnectionId: connectionId })),
    ).rejects.toBeInstanceOf(GoneException);
  });
});

describe("who may call", () => {
  test("[GW-53] a call without signature gets 403 Missing Authentication Token", async () => {
    await api.connect();
    const answer = await api.http("POST", `/dev/@connections/${encodeURIComponent(idOf())}`, "1");
    expect(answer.status).toBe(403);
    expect(answer.headers["x-amzn-errortype"]).toBe("MissingAuthenticationTokenException");
    expect(JSON.parse(answer.body)).toEqual({ message: "Missing Authentication Token" });
  });

  test("a call with a wrong signature gets 403, and the refusal is told", async () => {
    await api.connect();
    sdk.config.credentials = async () => ({ ...iam.rootCredentials, secretAccessKey: "wrong" });
    await expect(post(idOf(), "1")).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    expect(api.context.seen).toContainEqual(
      expect.objectContaining({ kind: "refusal", action: "PostToConnection" }),
    );
  });

  test("[GW-54] a role needs a grant for the verb and the connection, and is refused in API Gateway's words", async () => {
    const client = await api.connect();
    const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
    const { arn } = iam.createRole({ roleName: "chat", assumeRolePolicyDocument: policy() });
    sdk.config.credentials = async () => iam.assumeRole(arn, "send");
    const stage = `arn:aws:execute-api:us-east-1:000000000000:${api.apiId}/dev`;
    const refused = {
      name: "AccessDeniedException",
      message: `User: arn:aws:sts::000000000000:assumed-role/chat/send is not authorized to perform: execute-api:ManageConnections on resource: ${stage.replace("00000000", "********")}/POST/@connections/{connectionId}`,
      $metadata: { httpStatusCode: 403 },
    };
    await expect(post(idOf(), "1")).rejects.toMatchObject(refused);
    const remedy = {
      Effect: "Allow",
      Action: "execute-api:ManageConnections",
      Resource: `${stage}/POST/@connections/*`,
    };
    expect(api.context.seen).toContainEqual(
      expect.objectContaining({
        kind: "refusal",
        action: "execute-api:ManageConnections",
        remedy: JSON.stringify(remedy),
      }),
    );
    const grant = (statement: object) => iam.putRolePolicy("chat", "own", policy(statement));
    for (const Resource of [`${stage}/POST/@connections`, `${stage}/GET/@connections/*`]) {
      grant({ ...remedy, Resource });
      await expect(post(idOf(), "1")).rejects.toMatchObject(refused);
    }
    grant(remedy);
    await post(idOf(), "granted");
    expect(await client.frame()).toBe("granted");
  });

  test("a call for a stage that is not there is a ForbiddenException", async () => {
    const { status, headers } = await api.http("POST", "/prod/@connections/AAAAAAAAAAACAAA=", "1");
    expect([status, headers["x-amzn-errortype"]]).toEqual([403, "ForbiddenException"]);
  });
});

test("[GW-46] paths are taken raw and percent-encoded, and other methods are refused", async () => {
  const open = await TestGateway.start();
  try {
    open.route("$default");
    const client = await open.connect();
    const id = open.gateway.connections()[0]?.connectionId ?? "";
    for (const path of [`/dev/@connections/${id}`, `/dev/%40connections/${id.replace("=", "%3D")}`]) {
      expect(await open.http("POST", path, "1")).toMatchObject({ status: 200, body: "" });
      expect(await client.frame()).toBe("1");
    }
    expect((await open.http("POST", "/dev/@connections/%zz", "1")).status).toBe(400);
    expect((await open.http("PUT", `/dev/@connections/${id}`, "1")).status).toBe(403);
  } finally {
    await open.stop();
  }
});
