import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Credentials, Iam } from "../iam/iam.ts";
import { TestGateway } from "./testing.ts";

const REGION = "us-east-1";
const TRUST = JSON.stringify({ Version: "2012-10-17", Statement: [] });

let api: TestGateway;
let iam: Iam;

beforeEach(async () => {
  api = await TestGateway.start({ iam: (context) => (iam = new Iam(context)) });
  api.route("$connect", undefined, { authorizationType: "AWS_IAM" });
  api.route("$default");
});
afterEach(() => api.stop());

/** A role that may do what the statements say, and credentials of a session of it. */
function credentialsOf(...Statement: object[]) {
  const { arn } = iam.createRole({ roleName: "client", assumeRolePolicyDocument: TRUST });
  if (Statement.length > 0) {
    iam.putRolePolicy("client", "connect", JSON.stringify({ Version: "2012-10-17", Statement }));
  }
  return iam.assumeRole(arn, "ada");
}

const statement = (Effect: string, route: string) => ({
  ...{ Effect, Action: "execute-api:Invoke" },
  Resource: `arn:aws:execute-api:${REGION}:000000000000:${api.apiId}/${route}`,
});

async function signerOf(credentials: Credentials, signingName = "execute-api") {
  const client = new DynamoDBClient({ region: REGION, credentials });
  const scheme = { name: "sigv4", signingName, signingRegion: REGION, properties: {} };
  return client.config.signer(scheme);
}

const handshake = () => ({
  ...{ method: "GET", protocol: "https:", hostname: "localhost", path: "/dev", query: { room: "lobby" } },
  headers: { host: api.host },
});
const now = () => ({ signingDate: new Date(api.context.clock.now()) });

async function signedClient(credentials: Credentials, service?: string) {
  const { headers } = await (await signerOf(credentials, service)).sign(handshake(), now());
  return api.client("/dev?room=lobby", { headers });
}

/** Path and query of a handshake that is good for a minute. */
async function presignedPath(credentials: Credentials) {
  const signer = await signerOf(credentials);
  if (!("presign" in signer) || typeof signer.presign !== "function") throw new Error("no presigner");
  const { query } = await signer.presign(handshake(), { ...now(), expiresIn: 60 });
  return `/dev?${new URLSearchParams(query)}`;
}

test("[GW-11] a client that signs, in headers or in the URL, and may invoke the route connects", async () => {
  const credentials = credentialsOf(statement("Allow", "dev/$connect"));
  await (
    await signedClient(credentials)
  ).opened;
  await api.client(await presignedPath(credentials)).opened;
  await (
    await signedClient(iam.rootCredentials)
  ).opened;
  expect(api.gateway.connections()).toHaveLength(3);
});

test("[GW-11] who connected is told in all events", async () => {
  const credentials = credentialsOf(statement("Allow", "*"));
  const client = await signedClient(credentials);
  await client.opened;
  client.send("1");
  for (const route of ["$connect", "$default"]) {
    const { event } = await api.lambda.called(route);
    expect(event.requestContext.identity).toMatchObject({
      accountId: "000000000000",
      accessKey: credentials.accessKeyId,
      userArn: "arn:aws:sts::000000000000:assumed-role/client/ada",
    });
  }
});

test("[GW-11] without a signature, or with one of another service, the upgrade is 403 and nobody is asked", async () => {
  expect((await api.client().refused).status).toBe(403);
  const other = await signedClient(iam.rootCredentials, "dynamodb");
  expect((await other.refused).status).toBe(403);
  const wrong = await signedClient({ ...iam.rootCredentials, secretAccessKey: "wrong" });
  expect((await wrong.refused).status).toBe(403);
  expect(api.lambda.pending("$connect")).toBe(0);
});

test("[GW-11] a presigned URL that has expired is 403", async () => {
  const path = await presignedPath(credentialsOf(statement("Allow", "dev/$connect")));
  api.context.clock.advance(61_000);
  expect((await api.client(path).refused).status).toBe(403);
});

test.each([
  ["nothing", []],
  ["another route", [["Allow", "dev/send"]]],
  ["another stage", [["Allow", "prod/$connect"]]],
  [
    "and denies it",
    [
      ["Allow", "*"],
      ["Deny", "dev/$connect"],
    ],
  ],
])("[GW-11] a client whose role allows %s gets 403", async (_, statements) => {
  const credentials = credentialsOf(
    ...statements.map(([effect = "", route = ""]) => statement(effect, route)),
  );
  expect((await (await signedClient(credentials)).refused).status).toBe(403);
});

test("[GW-11] the terminal is told the statement that would have let it in", async () => {
  await (
    await signedClient(credentialsOf())
  ).refused;
  expect(api.context.seen).toContainEqual(
    expect.objectContaining({
      kind: "refusal",
      action: "connect",
      remedy: JSON.stringify({
        ...{ Effect: "Allow", Action: "execute-api:Invoke" },
        Resource: statement("Allow", "dev/$connect").Resource,
      }),
    }),
  );
});
