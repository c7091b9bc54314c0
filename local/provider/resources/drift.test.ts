// What somebody changes by AWS's own clients is what the provider reads next, and an update puts right.
import {
  ApiGatewayV2Client,
  DeleteRouteCommand,
  TagResourceCommand as TagApiCommand,
  UpdateApiCommand,
  UpdateIntegrationCommand,
  UpdateRouteCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-apigatewayv2";
import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand as TagLogGroupCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DynamoDBClient,
  UntagResourceCommand as UntagTableCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import {
  AttachRolePolicyCommand,
  CreatePolicyVersionCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  LambdaClient,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  TagResourceCommand as TagFunctionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { policyOf } from "../../cloud/front-door/testing.ts";
import { Archive, Asset, type Props } from "../../engine/values.ts";
import { type Made, startTestProvider, subject } from "../testing.ts";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const POLICY = "aws:iam/policy:Policy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ALIAS = "aws:lambda/alias:Alias";
const FUNCTION = "aws:lambda/function:Function";
const PERMISSION = "aws:lambda/permission:Permission";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const TABLE = "aws:dynamodb/table:Table";
const API = "aws:apigatewayv2/api:Api";
const INTEGRATION = "aws:apigatewayv2/integration:Integration";
const ROUTE = "aws:apigatewayv2/route:Route";
const STAGE = "aws:apigatewayv2/stage:Stage";

const trust = (Service: string) =>
  policyOf({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });
const allow = (Action: string) => policyOf({ Effect: "Allow", Action, Resource: "*" });

let run: Awaited<ReturnType<typeof startTestProvider>>;
let role: Made;

beforeEach(async () => {
  run = await startTestProvider("drift");
  role = await run.create(ROLE, "one", { assumeRolePolicy: trust("lambda.amazonaws.com"), tags: { a: "b" } });
});
afterEach(() => run.cloud.stop());

const read = async (type: string, made: Made) => run.provider.read({ ...subject(type, "one"), ...made });

/** What the provider reads of a resource that it made, once something has happened to it. */
async function readAfter(type: string, made: Made, happens: Promise<unknown>): Promise<Props | undefined> {
  await happens;
  return (await read(type, made))?.inputs;
}

/** A refresh, and an update to what the program says: the resource is as it was made. */
async function expectPutRight(type: string, made: Made) {
  const found = (await read(type, made)) ?? expect.fail(`${type} is gone`);
  await run.update(type, "one", found, made.inputs);
  expect((await read(type, made))?.inputs).toEqual(made.inputs);
}

describe("of IAM", () => {
  const iam = () => new IAMClient(run.client());

  test("a role's trust, description and tags", async () => {
    const RoleName = role.id;
    const PolicyDocument = trust("edgelambda.amazonaws.com");
    await iam().send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    await iam().send(new UpdateRoleCommand({ RoleName, Description: "by hand", MaxSessionDuration: 7200 }));
    const tagging = iam().send(new TagRoleCommand({ RoleName, Tags: [{ Key: "x", Value: "y" }] }));
    expect(await readAfter(ROLE, role, tagging)).toMatchObject({
      ...{ assumeRolePolicy: PolicyDocument, description: "by hand", maxSessionDuration: 7200 },
      tags: { a: "b", x: "y" },
    });
    await expectPutRight(ROLE, role);
  });

  test("a role's policy, and that it is gone", async () => {
    const policy = await run.create(ROLE_POLICY, "one", { role: role.id, policy: allow("s3:GetObject") });
    const of = { RoleName: role.id, PolicyName: String(policy.inputs.name) };
    const wider = allow("s3:*");
    const putting = iam().send(new PutRolePolicyCommand({ ...of, PolicyDocument: wider }));
    expect(await readAfter(ROLE_POLICY, policy, putting)).toMatchObject({ policy: wider });
    await expectPutRight(ROLE_POLICY, policy);
    const deleting = iam().send(new DeleteRolePolicyCommand(of));
    expect(await readAfter(ROLE_POLICY, policy, deleting)).toBeUndefined();
  });

  test("a managed policy's document, by a version of its own", async () => {
    const policy = await run.create(POLICY, "one", { policy: allow("s3:GetObject") });
    const version = { PolicyArn: policy.id, PolicyDocument: allow("s3:*"), SetAsDefault: true };
    const adding = iam().send(new CreatePolicyVersionCommand(version));
    expect(await readAfter(POLICY, policy, adding)).toMatchObject({ policy: version.PolicyDocument });
    await expectPutRight(POLICY, policy);
    await run.remove(POLICY, "one", policy);
    expect(run.cloud.iam.listPolicies()).toEqual([]);
  });

  test("what is attached no more, and attached again", async () => {
    const policyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const attachment = await run.create(ATTACHMENT, "one", { role: role.id, policyArn });
    const of = { RoleName: role.id, PolicyArn: policyArn };
    const detaching = iam().send(new DetachRolePolicyCommand(of));
    expect(await readAfter(ATTACHMENT, attachment, detaching)).toBeUndefined();
    const attaching = iam().send(new AttachRolePolicyCommand(of));
    expect(await readAfter(ATTACHMENT, attachment, attaching)).toEqual(attachment.inputs);
  });
});

describe("of Lambda", () => {
  const lambda = () => new LambdaClient(run.client());
  let made: Made;

  beforeEach(async () => {
    made = await run.create(FUNCTION, "one", {
      ...{ role: String(role.outputs.arn), runtime: "nodejs24.x", handler: "index.handler" },
      ...{ environment: { variables: { COLOUR: "red" } }, tags: { a: "b" } },
      code: new Archive("assets", { "index.mjs": new Asset("text", "export {}", "1") }, "1"),
    });
  });

  test("a function's configuration, concurrency and tags, and that it is gone", async () => {
    const of = { FunctionName: made.id };
    await lambda().send(
      new UpdateFunctionConfigurationCommand({
        ...of,
        ...{ MemorySize: 1024, Timeout: 30, Environment: { Variables: { COLOUR: "green" } } },
        ...{ TracingConfig: { Mode: "Active" }, LoggingConfig: { LogFormat: "JSON" } },
      }),
    );
    await lambda().send(new PutFunctionConcurrencyCommand({ ...of, ReservedConcurrentExecutions: 3 }));
    const Resource = String(made.outputs.arn);
    const tagging = lambda().send(new TagFunctionCommand({ Resource, Tags: { x: "y" } }));
    expect(await readAfter(FUNCTION, made, tagging)).toMatchObject({
      ...{ memorySize: 1024, timeout: 30, environment: { variables: { COLOUR: "green" } } },
      ...{ tracingConfig: { mode: "Active" }, loggingConfig: { logFormat: "JSON" } },
      ...{ reservedConcurrentExecutions: 3, tags: { a: "b", x: "y" } },
    });
    await expectPutRight(FUNCTION, made);
    expect(await readAfter(FUNCTION, made, lambda().send(new DeleteFunctionCommand(of)))).toBeUndefined();
  });

  test("a permission that is removed, or replaced by another of its name", async () => {
    const permission = await run.create(PERMISSION, "one", {
      ...{ function: made.id, action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
    });
    const of = { FunctionName: made.id, StatementId: permission.id };
    const removing = lambda().send(new RemovePermissionCommand(of));
    expect(await readAfter(PERMISSION, permission, removing)).toBeUndefined();
    const other = { ...of, Action: "lambda:InvokeFunction", Principal: "111111111111" };
    const adding = lambda().send(new AddPermissionCommand(other));
    expect(await readAfter(PERMISSION, permission, adding)).toMatchObject({ principal: "111111111111" });
  });

  test("an alias that is led elsewhere, the version that was published for it, and that it is gone", async () => {
    const FunctionName = made.id;
    const { Version = "" } = await lambda().send(new PublishVersionCommand({ FunctionName }));
    expect(await read(FUNCTION, made)).toMatchObject({ outputs: { version: "1" } });
    const alias = await run.create(ALIAS, "one", { functionName: made.id, functionVersion: "$LATEST" });
    const of = { FunctionName, Name: String(alias.inputs.name) };
    const MemorySize = 256;
    await lambda().send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize }));
    await lambda().send(new PublishVersionCommand({ FunctionName }));
    const leading = new UpdateAliasCommand({
      ...{ ...of, FunctionVersion: Version, Description: "by hand" },
      RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } },
    });
    expect(await readAfter(ALIAS, alias, lambda().send(leading))).toMatchObject({
      ...{ functionVersion: "1", description: "by hand" },
      routingConfig: { additionalVersionWeights: { 2: 0.5 } },
    });
    await expectPutRight(ALIAS, alias);
    const deleting = lambda().send(new DeleteAliasCommand(of));
    expect(await readAfter(ALIAS, alias, deleting)).toBeUndefined();
  });
});

describe("of API Gateway", () => {
  const gateway = () => new ApiGatewayV2Client(run.client());
  const expression = "$request.body.action";
  let api: Made;
  let ApiId: string;

  beforeEach(async () => {
    const input = { protocolType: "WEBSOCKET", routeSelectionExpression: expression, tags: { a: "b" } };
    api = await run.create(API, "one", input);
    ApiId = api.id;
  });

  test("an API's description, selection of routes and tags", async () => {
    const RouteSelectionExpression = "$request.body.type";
    const change = { ApiId, Description: "by hand", RouteSelectionExpression };
    await gateway().send(new UpdateApiCommand(change));
    const ResourceArn = String(api.outputs.arn);
    const tagging = gateway().send(new TagApiCommand({ ResourceArn, Tags: { x: "y" } }));
    expect(await readAfter(API, api, tagging)).toMatchObject({
      ...{ description: "by hand", routeSelectionExpression: RouteSelectionExpression },
      tags: { a: "b", x: "y" },
    });
    await expectPutRight(API, api);
  });

  test("an integration's time, a route's target, and that the route is gone", async () => {
    const args = { apiId: ApiId, integrationType: "MOCK", timeoutMilliseconds: 5_000 };
    const integration = await run.create(INTEGRATION, "one", args);
    const change = { ApiId, IntegrationId: integration.id, TimeoutInMillis: 50 };
    const hurrying = gateway().send(new UpdateIntegrationCommand(change));
    expect(await readAfter(INTEGRATION, integration, hurrying)).toMatchObject({ timeoutMilliseconds: 50 });
    await expectPutRight(INTEGRATION, integration);

    const target = `integrations/${integration.id}`;
    const route = await run.create(ROUTE, "one", { apiId: ApiId, routeKey: "send", target });
    const of = { ApiId, RouteId: route.id };
    const leading = gateway().send(new UpdateRouteCommand({ ...of, RouteKey: "say", Target: "" }));
    const found = await readAfter(ROUTE, route, leading);
    expect(found).toMatchObject({ routeKey: "say" });
    expect(found).not.toHaveProperty("target");
    await expectPutRight(ROUTE, route);
    const deleting = gateway().send(new DeleteRouteCommand(of));
    expect(await readAfter(ROUTE, route, deleting)).toBeUndefined();
  });

  test("a stage's variables and throttles", async () => {
    const defaultRouteSettings = { throttlingBurstLimit: 5, throttlingRateLimit: 5 };
    const stageVariables = { colour: "green" };
    const stage = await run.create(STAGE, "one", { apiId: ApiId, defaultRouteSettings, stageVariables });
    const changing = gateway().send(
      new UpdateStageCommand({
        ...{ ApiId, StageName: stage.id, StageVariables: { colour: "", size: "L" } },
        DefaultRouteSettings: { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 1 },
      }),
    );
    expect(await readAfter(STAGE, stage, changing)).toMatchObject({
      ...{ stageVariables: { size: "L" } },
      defaultRouteSettings: { throttlingBurstLimit: 1, throttlingRateLimit: 1 },
    });
    await expectPutRight(STAGE, stage);
  });
});

test("of API Gateway, throttles of a stage that the program gives none", async () => {
  const { id: ApiId } = await run.create(API, "one", {
    protocolType: "WEBSOCKET",
    routeSelectionExpression: "$request.body.action",
  });
  const stage = await run.create(STAGE, "one", { apiId: ApiId });
  const DefaultRouteSettings = { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 1 };
  const of = { ApiId, StageName: stage.id };
  const gateway = new ApiGatewayV2Client(run.client());
  const throttling = gateway.send(new UpdateStageCommand({ ...of, DefaultRouteSettings }));
  expect(await readAfter(STAGE, stage, throttling)).toHaveProperty("defaultRouteSettings");
  await expectPutRight(STAGE, stage);
});

test("of Logs, how long a group keeps events and its tags, and that it is gone", async () => {
  const logs = new CloudWatchLogsClient(run.client());
  const group = await run.create(LOG_GROUP, "one", { retentionInDays: 7, tags: { a: "b" } });
  const of = { logGroupName: group.id };
  await logs.send(new PutRetentionPolicyCommand({ ...of, retentionInDays: 365 }));
  const resourceArn = String(group.outputs.arn);
  const tagging = logs.send(new TagLogGroupCommand({ resourceArn, tags: { x: "y" } }));
  expect(await readAfter(LOG_GROUP, group, tagging)).toMatchObject({
    ...{ retentionInDays: 365, tags: { a: "b", x: "y" } },
  });
  await expectPutRight(LOG_GROUP, group);
  expect(await readAfter(LOG_GROUP, group, logs.send(new DeleteLogGroupCommand(of)))).toBeUndefined();
});

test("of DynamoDB, a table's expiry, recovery, protection, billing and tags", async () => {
  const dynamodb = new DynamoDBClient(run.client());
  const table = await run.create(TABLE, "one", {
    ...{ hashKey: "pk", billingMode: "PAY_PER_REQUEST", attributes: [{ name: "pk", type: "S" }] },
    ...{ ttl: { attributeName: "exp", enabled: true }, tags: { a: "b", x: "y" } },
    ...{ pointInTimeRecovery: { enabled: true }, deletionProtectionEnabled: true },
  });
  const TableName = table.id;
  const TimeToLiveSpecification = { AttributeName: "exp", Enabled: false };
  await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: false };
  await dynamodb.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  await dynamodb.send(
    new UpdateTableCommand({
      ...{ TableName, BillingMode: "PROVISIONED", DeletionProtectionEnabled: false },
      ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 3 },
    }),
  );
  const ResourceArn = String(table.outputs.arn);
  const untagging = dynamodb.send(new UntagTableCommand({ ResourceArn, TagKeys: ["x"] }));
  expect(await readAfter(TABLE, table, untagging)).toMatchObject({
    ...{ ttl: { enabled: false }, pointInTimeRecovery: { enabled: false }, tags: { a: "b" } },
    ...{ deletionProtectionEnabled: false, billingMode: "PROVISIONED", readCapacity: 2, writeCapacity: 3 },
  });
  await expectPutRight(TABLE, table);
});
