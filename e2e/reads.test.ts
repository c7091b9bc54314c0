// What AWS's own clients read of the chat's stack is what the program says, and all of it.
import { GetDeploymentsCommand } from "@aws-sdk/client-apigatewayv2";
import { DescribeContinuousBackupsCommand, DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Clients, clientsOf } from "./support/aws.ts";
import { type RunningCloud, runToEnd, startCloud } from "./support/cloud.ts";
import { type Inventory, takeInventory } from "./support/inventory.ts";

/** The routes of index.ts, and the file that each of them is served by. */
const HANDLERS = {
  $connect: "handlers/connect.ts",
  $default: "handlers/default.ts",
  $disconnect: "handlers/disconnect.ts",
  send: "handlers/send.ts",
  sync: "handlers/sync.ts",
};

let plan: Record<string, number>;
let cloud: RunningCloud;
let clients: Clients;
let found: Inventory;

beforeAll(async () => {
  plan = await planned();
  cloud = await startCloud();
  clients = clientsOf(cloud);
  found = await takeInventory(clients);
});
afterAll(() => cloud?.stop());

/** How many resources of each type the engine would make. */
async function planned() {
  const { code, output, errors } = await runToEnd("--preview");
  expect(code, errors).toBe(0);
  return count([...output.matchAll(/ (aws:\S+) /g)].map(([, type = ""]) => type));
}

const count = (names: string[]) =>
  Object.fromEntries(names.map((name) => [name, names.filter((other) => other === name).length]));

test("of every type as many resources are read as are planned, and none that is not", () => {
  const read = Object.entries(found).map(([type, resources]) => [type, resources.length]);
  expect(Object.fromEntries(read)).toEqual(plan);
});

test("API Gateway shows one WebSocket API, at the address that the program exports", () => {
  expect(found["aws:apigatewayv2/api:Api"]).toEqual([
    expect.objectContaining({
      ProtocolType: "WEBSOCKET",
      RouteSelectionExpression: "$request.body.action",
      ApiEndpoint: new URL(String(cloud.outputs.socketUrl)).origin,
    }),
  ]);
});

test("each route leads to an integration that exists, and on to the function of its handler", () => {
  const handlers = found["aws:apigatewayv2/route:Route"].map(({ RouteKey, Target }) => {
    const integration = found["aws:apigatewayv2/integration:Integration"].find(
      ({ IntegrationId }) => Target === `integrations/${IntegrationId}`,
    );
    const fn = found["aws:lambda/function:Function"].find(({ FunctionArn = "none" }) =>
      integration?.IntegrationUri?.endsWith(`/${FunctionArn}/invocations`),
    );
    return [RouteKey, integration?.IntegrationType, fn?.Description];
  });
  const expected = Object.entries(HANDLERS).map(([key, handler]) => [key, "AWS_PROXY", handler]);
  expect(handlers.sort()).toEqual(expected);
});

test("the routes that reply have a route response, and no others", () => {
  const keys = found["aws:apigatewayv2/routeResponse:RouteResponse"].map(({ RouteKey }) => RouteKey);
  expect(keys.sort()).toEqual(["$default", "send", "sync"]);
});

test("the stage serves its last deployment under the throttles of Pulumi.local.yaml", async () => {
  const [stage] = found["aws:apigatewayv2/stage:Stage"];
  expect(stage).toMatchObject({
    StageName: new URL(String(cloud.outputs.socketUrl)).pathname.slice(1),
    AutoDeploy: true,
    DefaultRouteSettings: { ThrottlingBurstLimit: 5000, ThrottlingRateLimit: 10_000 },
  });
  const [api] = found["aws:apigatewayv2/api:Api"];
  const { Items } = await clients.apigateway.send(new GetDeploymentsCommand({ ApiId: api?.ApiId }));
  expect(Items).toContainEqual(
    expect.objectContaining({ DeploymentId: stage?.DeploymentId, DeploymentStatus: "DEPLOYED" }),
  );
});

test("Lambda shows the functions with the memory that index.ts gives, and a role that IAM has", () => {
  const functions = found["aws:lambda/function:Function"];
  const memory = functions.map(({ Description = "", MemorySize }) => [Description, MemorySize]);
  expect(Object.fromEntries(memory)).toEqual({
    ...Object.fromEntries(Object.values(HANDLERS).map((handler) => [handler, 256])),
    "handlers/send.ts": 512,
  });
  const arns = found["aws:iam/role:Role"].map(({ Arn }) => Arn);
  expect(functions.map(({ Role }) => Role).sort()).toEqual(arns.sort());
});

test("each function may be called by its own route of the stage alone", () => {
  const [api] = found["aws:apigatewayv2/api:Api"];
  const permissions = found["aws:lambda/permission:Permission"].map((statement) => {
    const fn = found["aws:lambda/function:Function"].find(
      ({ FunctionName }) => FunctionName === statement.FunctionName,
    );
    const source = statement.Condition?.ArnLike?.["AWS:SourceArn"];
    expect(statement).toMatchObject({
      Principal: { Service: "apigateway.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: fn?.FunctionArn,
    });
    return [source, fn?.Description];
  });
  const expected = Object.entries(HANDLERS).map(([key, handler]) => [
    `arn:aws:execute-api:us-east-1:000000000000:${api?.ApiId}/live/${key}`,
    handler,
  ]);
  expect(permissions.sort()).toEqual(expected);
});

test("IAM shows roles that Lambda alone takes, with what each route's table and connections need", () => {
  const trust = found["aws:iam/role:Role"].map(({ AssumeRolePolicyDocument = "" }) =>
    JSON.parse(decodeURIComponent(AssumeRolePolicyDocument)),
  );
  for (const document of trust) {
    expect(document.Statement).toEqual([
      expect.objectContaining({ Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
    ]);
  }
  const own = found["aws:iam/rolePolicy:RolePolicy"].map(({ RoleName, statements }) => {
    const role = found["aws:iam/role:Role"].find((other) => other.RoleName === RoleName);
    const fn = found["aws:lambda/function:Function"].find(({ Role }) => Role === role?.Arn);
    const actions = statements
      .flatMap(({ Action }) => Action)
      .filter((action) => !action.startsWith("logs:"));
    return [fn?.Description, actions.sort()];
  });
  expect(Object.fromEntries(own)).toEqual({
    "handlers/connect.ts": ["dynamodb:PutItem"],
    "handlers/default.ts": [],
    "handlers/disconnect.ts": ["dynamodb:DeleteItem", "dynamodb:GetItem"],
    "handlers/send.ts": [
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:Query",
      "execute-api:ManageConnections",
    ],
    "handlers/sync.ts": ["dynamodb:GetItem"],
  });
});

test("DynamoDB shows the exported table with its keys, its expiry and its recovery", async () => {
  const TableName = String(cloud.outputs.tableName);
  expect(found["aws:dynamodb/table:Table"]).toEqual([
    expect.objectContaining({
      TableName,
      TableStatus: "ACTIVE",
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      DeletionProtectionEnabled: false,
    }),
  ]);
  const expiry = await clients.dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
  expect(expiry.TimeToLiveDescription).toEqual({ AttributeName: "exp", TimeToLiveStatus: "ENABLED" });
  const backups = await clients.dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }));
  expect(backups.ContinuousBackupsDescription).toMatchObject({
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "ENABLED" },
  });
});

test("S3 shows the site's files in a bucket that is private, encrypted and read by the distribution", () => {
  const keys = found["aws:s3/bucketObjectv2:BucketObjectv2"].map(({ Key }) => Key);
  expect(keys).toEqual(expect.arrayContaining(["config.json", "index.html", "theme.js"]));
  const [statements = []] = found["aws:s3/bucketPolicy:BucketPolicy"];
  expect(statements.map(({ Principal, Action }) => [Principal, Action].flat())).toEqual([
    [{ Service: "cloudfront.amazonaws.com" }, "s3:GetObject"],
    [{ Service: "cloudfront.amazonaws.com" }, "s3:ListBucket"],
    ["*", "s3:*"],
  ]);
  expect(found["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"]).toEqual([
    { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
  ]);
  expect(found["aws:s3/bucketOwnershipControls:BucketOwnershipControls"]).toEqual([
    { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  ]);
  const [encryption] =
    found["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"];
  expect(encryption?.Rules).toMatchObject([
    { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } },
  ]);
});

test("CloudWatch Logs shows one log group for each function, kept as long as Pulumi.local.yaml says", () => {
  const groups = found["aws:cloudwatch/logGroup:LogGroup"].map((group) => [
    group.logGroupName,
    group.retentionInDays,
  ]);
  const functions = found["aws:lambda/function:Function"].map((fn) => [fn.LoggingConfig?.LogGroup, 1]);
  expect(groups.sort()).toEqual(functions.sort());
});

test("STS says that the credentials of outputs.json are the account's root", async () => {
  expect(await clients.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: "000000000000",
    Arn: "arn:aws:iam::000000000000:root",
  });
});
