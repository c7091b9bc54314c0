import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Archive, Asset, type Props } from "../../engine/values.ts";
import { AwsProvider } from "../aws-provider.ts";
import { PartlyMadeError } from "../errors.ts";
import { type Made, startTestProvider, subject } from "../testing.ts";
import { resourceTypes } from "./index.ts";

const ACCOUNT = "aws:apigateway/account:Account";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const API = "aws:apigatewayv2/api:Api";
const API_KEY = "aws:apigateway/apiKey:ApiKey";
const API_MAPPING = "aws:apigatewayv2/apiMapping:ApiMapping";
const CERTIFICATE = "aws:acm/certificate:Certificate";
const CERTIFICATE_VALIDATION = "aws:acm/certificateValidation:CertificateValidation";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
const DOMAIN_NAME = "aws:apigatewayv2/domainName:DomainName";
const RECORD = "aws:route53/record:Record";
const TOPIC = "aws:sns/topic:Topic";
const TOPIC_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const AUTHORIZER = "aws:apigatewayv2/authorizer:Authorizer";
const DEPLOYMENT = "aws:apigatewayv2/deployment:Deployment";
const INTEGRATION = "aws:apigatewayv2/integration:Integration";
const INTEGRATION_RESPONSE = "aws:apigatewayv2/integrationResponse:IntegrationResponse";
const MODEL = "aws:apigatewayv2/model:Model";
const ROUTE = "aws:apigatewayv2/route:Route";
const ROUTE_RESPONSE = "aws:apigatewayv2/routeResponse:RouteResponse";
const STAGE = "aws:apigatewayv2/stage:Stage";
const USAGE_PLAN = "aws:apigateway/usagePlan:UsagePlan";
const USAGE_PLAN_KEY = "aws:apigateway/usagePlanKey:UsagePlanKey";
const ALIAS = "aws:lambda/alias:Alias";
const FUNCTION = "aws:lambda/function:Function";
const INVOCATION = "aws:lambda/invocation:Invocation";
const PERMISSION = "aws:lambda/permission:Permission";
const POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const TABLE = "aws:dynamodb/table:Table";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const PUBLIC_ACCESS = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const ACCESS_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const HEADERS_POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const VIEWER_FUNCTION = "aws:cloudfront/function:Function";

const document = (...statements: object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

let run: Awaited<ReturnType<typeof startTestProvider>>;
let made: Map<string, Made>;

beforeEach(async () => {
  run = await startTestProvider("read");
  made = new Map();
  await makeOneOfEach();
});

afterEach(() => run.cloud.stop());

async function add(type: string, news: Props) {
  const resource = await run.create(type, "one", news);
  made.set(type, resource);
  return resource;
}

async function makeOneOfEach() {
  const tags = { project: "chat" };
  await makeTable();
  const role = await add(ROLE, {
    tags,
    assumeRolePolicy: document({
      ...{
        Effect: "Allow",
        Principal: { Service: ["lambda.amazonaws.com", "apigateway.amazonaws.com"] },
        Action: "sts:AssumeRole",
      },
    }),
  });
  const mayLog = document({ Effect: "Allow", Action: "logs:*", Resource: "*" });
  await add(ROLE_POLICY, { role: role.id, policy: mayLog });
  const policy = await add(POLICY, { policy: mayLog, description: "may log" });
  await add(ATTACHMENT, { role: role.id, policyArn: policy.id });
  const group = await add(LOG_GROUP, { retentionInDays: 7, tags });
  const lambda = await add(FUNCTION, {
    ...{ role: role.outputs.arn ?? "", runtime: "nodejs24.x", handler: "index.handler", tags },
    environment: { variables: { TABLE_NAME: "t" } },
    loggingConfig: { logFormat: "Text", logGroup: group.id },
    publish: true,
    code: new Archive("assets", { "index.mjs": new Asset("text", "export {}", "1") }, "1"),
  });
  const { id: functionName, outputs } = lambda;
  const alias = await add(ALIAS, { functionName, functionVersion: outputs.version ?? "", description: "a" });
  await makeApi(String(alias.outputs.invokeArn));
  await makeApiKey();
  await add(PERMISSION, {
    ...{ function: lambda.id, qualifier: alias.inputs.name ?? "" },
    ...{ action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
    sourceArn: `${String(made.get(API)?.outputs.executionArn)}/*`,
  });
  run.cloud.lambda.invoke = async () => ({ kind: "returned", payload: "null" });
  await add(INVOCATION, { functionName: lambda.id, input: "{}", lifecycleScope: "CRUD" });
  await makeSite();
  await add(ACCOUNT, { cloudwatchRoleArn: role.outputs.arn ?? "" });
  await makeMonitoring();
  await makeDomain();
}

async function makeMonitoring() {
  const topic = await add(TOPIC, { displayName: "alarms" });
  const arn = topic.outputs.arn ?? "";
  await add(TOPIC_SUBSCRIPTION, { topic: arn, protocol: "email", endpoint: "operations@example.com" });
  await add(ALARM, {
    ...{ namespace: "AWS/Lambda", metricName: "Errors", statistic: "Sum", period: 300, threshold: 0 },
    ...{ comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1 },
    alarmActions: [arn],
  });
  await add(DASHBOARD, { dashboardName: "chat", dashboardBody: "{}" });
}

async function makeDomain() {
  const domain = "chat.example.com";
  const { id: certificateArn } = await add(CERTIFICATE, { domainName: domain, validationMethod: "DNS" });
  await add(CERTIFICATE_VALIDATION, { certificateArn });
  await add(DOMAIN_NAME, {
    domainName: domain,
    domainNameConfiguration: { certificateArn, endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
  });
  await add(API_MAPPING, { apiId: get(API).id, domainName: domain, stage: get(STAGE).id });
  await add(RECORD, { zoneId: "Z1", name: domain, type: "CNAME", ttl: 60, records: ["other.example.com"] });
}

const makeTable = () =>
  add(TABLE, {
    ...{ hashKey: "pk", rangeKey: "sk", billingMode: "PAY_PER_REQUEST", tags: { a: "b" } },
    // In an order of their own.
    attributes: ["sk", "pk", "room"].map((name) => ({ name, type: "S" })),
    globalSecondaryIndexes: [{ name: "rooms", hashKey: "room", projectionType: "KEYS_ONLY" }],
    ttl: { attributeName: "exp", enabled: true },
    pointInTimeRecovery: { enabled: true },
  });

async function makeApiKey() {
  const stage = { apiId: get(API).id, stage: get(STAGE).inputs.name ?? "" };
  const { id: usagePlanId } = await add(USAGE_PLAN, {
    apiStages: [stage],
    description: "a",
    tags: { a: "b" },
  });
  const { id: keyId } = await add(API_KEY, { customerId: "a", tags: { a: "b" } });
  await add(USAGE_PLAN_KEY, { keyId, keyType: "API_KEY", usagePlanId });
}

async function makeApi(functionUri: string) {
  const routeSelectionExpression = "$request.body.action";
  const { id: apiId } = await add(API, { protocolType: "WEBSOCKET", routeSelectionExpression });
  const integrationArgs = { integrationType: "AWS_PROXY", integrationUri: functionUri };
  const integration = await add(INTEGRATION, { apiId, ...integrationArgs });
  await add(AUTHORIZER, { apiId, authorizerType: "REQUEST", authorizerUri: functionUri });
  await add(INTEGRATION_RESPONSE, {
    ...{ apiId, integrationId: integration.id, integrationResponseKey: "$default" },
  });
  await add(MODEL, { apiId, name: "Message", contentType: "application/json", schema: `{"type":"object"}` });
  const route = await add(ROUTE, { apiId, routeKey: "$default", target: `integrations/${integration.id}` });
  await add(ROUTE_RESPONSE, { apiId, routeId: route.id, routeResponseKey: "$default" });
  const deployment = await add(DEPLOYMENT, { apiId, triggers: { routes: "1" } });
  await add(STAGE, {
    ...{ apiId, deploymentId: deployment.id, stageVariables: { colour: "green" } },
    defaultRouteSettings: { throttlingBurstLimit: 5, throttlingRateLimit: 5 },
    routeSettings: [{ routeKey: "$default", throttlingBurstLimit: 1, throttlingRateLimit: 1 }],
  });
}

async function makeSite() {
  const { id: bucket, outputs } = await add(BUCKET, { forceDestroy: true });
  await add(OBJECT, { bucket, key: "index.html", source: new Asset("text", "hi", "1") });
  await add(OWNERSHIP, { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
  await add(PUBLIC_ACCESS, { bucket, blockPublicAcls: true });
  await add(VERSIONING, { bucket, versioningConfiguration: { status: "Enabled" } });
  await add(ENCRYPTION, {
    ...{ bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
  });
  const mayRead = { Effect: "Allow", Principal: "*", Action: "s3:GetObject" };
  await add(BUCKET_POLICY, {
    bucket,
    policy: document({ ...mayRead, Resource: `${String(outputs.arn)}/*` }),
  });
  const signing = { signingBehavior: "always", signingProtocol: "sigv4" };
  await add(ACCESS_CONTROL, { originAccessControlOriginType: "s3", ...signing });
  await add(HEADERS_POLICY, { securityHeadersConfig: { contentTypeOptions: { override: true } } });
  await add(VIEWER_FUNCTION, {
    runtime: "cloudfront-js-2.0",
    code: "function handler(e) { return e.request; }",
  });
  await add(DISTRIBUTION, {
    enabled: true,
    origins: [{ originId: "site", domainName: outputs.bucketRegionalDomainName ?? "" }],
    defaultCacheBehavior: {
      ...{ targetOriginId: "site", viewerProtocolPolicy: "allow-all" },
      ...{ allowedMethods: ["GET", "HEAD"], cachedMethods: ["GET", "HEAD"] },
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
  });
}

const get = (type: string) => made.get(type) ?? expect.fail(`no ${type} was made`);

const read = (type: string, known: Partial<Made> & { id: string } = get(type)) =>
  run.provider.read({ ...subject(type, "one"), ...known });

const types = [...resourceTypes.keys()];

test.each(types)("%s is read as it was made", async (type) => {
  expect(await read(type)).toEqual(get(type));
});

/** What an import calls a resource, where that is not its id. */
const importIds: Record<string, (id: string) => string> = {
  [ALIAS]: () => `${get(FUNCTION).id}/${String(get(ALIAS).inputs.name)}`,
  [PERMISSION]: (id) => `${get(FUNCTION).id}:${String(get(ALIAS).inputs.name)}/${id}`,
  [INTEGRATION_RESPONSE]: (id) => `${get(API).id}/${get(INTEGRATION).id}/${id}`,
  [USAGE_PLAN_KEY]: (id) => `${get(USAGE_PLAN).id}/${id}`,
  [ROUTE_RESPONSE]: (id) => `${get(API).id}/${get(ROUTE).id}/${id}`,
  ...Object.fromEntries(
    [INTEGRATION, AUTHORIZER, MODEL, ROUTE, DEPLOYMENT, STAGE].map((type) => [
      type,
      (id: string) => `${get(API).id}/${id}`,
    ]),
  ),
};

/** Arguments that no service keeps, or gives back as they were. */
const notToldByServices: Record<string, string[]> = {
  // Issued meanwhile.
  [CERTIFICATE]: ["status"],
  [FUNCTION]: ["code", "publish"],
  [DEPLOYMENT]: ["triggers"],
  [BUCKET]: ["forceDestroy"],
  [OBJECT]: ["source"],
  [POLICY]: ["attachmentCount"],
};

test.each(types)("%s is imported with what the services tell of it", async (type) => {
  const { id, inputs, outputs } = get(type);
  // Another provider, which remembers nothing.
  const found = await new AwsProvider(run.cloud).read({
    ...subject(type, "one"),
    id: importIds[type]?.(id) ?? id,
  });
  const without = (props: Props = {}) =>
    Object.fromEntries(Object.entries(props).filter(([key]) => !notToldByServices[type]?.includes(key)));
  expect(found?.id).toBe(id);
  expect(without(found?.inputs)).toEqual(without(inputs));
  expect(without(found?.outputs)).toEqual(without(outputs));
});

test("the account's setting is there, whoever made it", async () => {
  await run.remove(ACCOUNT, "one", get(ACCOUNT));
  const found = await run.provider.read({ ...subject(ACCOUNT, "other"), id: "api-gateway-account" });
  expect(found?.outputs).toMatchObject({ cloudwatchRoleArn: "", features: ["UsagePlans"] });
});

const makeable = types.filter((type) => type !== ACCOUNT);

test.each(makeable)("%s that was never made is not there", async (type) => {
  const nowhere = {
    ...{ bucket: "nowhere-1", apiId: "nowhere", routeId: "nowhere" },
    ...{ function: "nowhere", functionName: "nowhere" },
  };
  const inputs = { ...get(type).inputs, ...nowhere };
  expect(await read(type, { id: "nowhere", inputs, outputs: {} })).toBeUndefined();
});

describe("what somebody else changed", () => {
  test("is read, and put right by an update", async () => {
    const table = get(TABLE);
    const TableName = table.id;
    const off = { AttributeName: "exp", Enabled: false };
    await run.cloud.dynamodb.updateTimeToLive({ TableName, TimeToLiveSpecification: off });
    await run.cloud.dynamodb.tagResource({
      ResourceArn: String(table.outputs.arn),
      Tags: [{ Key: "x", Value: "y" }],
    });
    const found = await read(TABLE);
    expect(found?.inputs).toMatchObject({ ttl: { enabled: false }, tags: { a: "b", x: "y" } });

    await run.update(TABLE, "one", table, table.inputs);
    expect((await read(TABLE))?.inputs).toEqual(table.inputs);
  });

  test("shows on code, environment and content, though these cannot be told as they were given", async () => {
    const { id } = get(FUNCTION);
    await run.cloud.lambda.updateFunctionCode(
      id,
      new Map([["index.mjs", Buffer.from("export const x = 1")]]),
    );
    await run.cloud.lambda.updateFunctionConfiguration(id, { environment: {} });
    const { inputs } = (await read(FUNCTION)) ?? expect.fail("the function is gone");
    expect(inputs.environment).toBeUndefined();
    expect(inputs.code).not.toEqual(get(FUNCTION).inputs.code);

    run.cloud.s3.putObject(get(BUCKET).id, "index.html", { body: Buffer.from("other") });
    expect((await read(OBJECT))?.inputs.source).toMatchObject({ value: "other" });
  });

  test("shows on the account's role for logs, which an update gives back", async () => {
    const { apigateway } = run.cloud;
    apigateway.account.updateCloudwatchRole();
    expect((await read(ACCOUNT))?.inputs).not.toHaveProperty("cloudwatchRoleArn");
    await run.update(ACCOUNT, "one", get(ACCOUNT), get(ACCOUNT).inputs);
    expect(apigateway.account.settings.cloudwatchRoleArn).toBe(get(ROLE).outputs.arn);
  });

  test("and deleted is told by the update", async () => {
    await run.cloud.dynamodb.deleteTable(get(TABLE).id);
    await expect(run.update(TABLE, "one", get(TABLE), get(TABLE).inputs)).rejects.toThrow(
      /there is no one-\w+ any more; refresh the stack/,
    );
  });
});

describe("what fails half-way", () => {
  test("is kept when it was being made, as it is", async () => {
    const args = { ...get(TABLE).inputs, name: "half-made" };
    run.cloud.dynamodb.updateContinuousBackups = async () => {
      throw new Error("no backups today");
    };
    const failure = await run.create(TABLE, "half", args).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      ...{ name: "InitFailedError", id: "half-made" },
      inputs: { ttl: { enabled: true }, name: "half-made" },
    });
    expect(failure).toHaveProperty("cause.cause", expect.any(PartlyMadeError));
    expect(failure).not.toHaveProperty("inputs.pointInTimeRecovery.enabled", true);
  });

  test("is kept when it was being updated, and finished by the next update", async () => {
    const { dynamodb } = run.cloud;
    const updateContinuousBackups = dynamodb.updateContinuousBackups.bind(dynamodb);
    dynamodb.updateContinuousBackups = async () => {
      throw new Error("no backups today");
    };
    const table = get(TABLE);
    const news = {
      ...table.inputs,
      deletionProtectionEnabled: true,
      pointInTimeRecovery: { enabled: false },
    };
    const failure = await run.update(TABLE, "one", table, news).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "InitFailedError", inputs: { deletionProtectionEnabled: true } });

    dynamodb.updateContinuousBackups = updateContinuousBackups;
    await run.update(TABLE, "one", table, news);
    expect((await read(TABLE))?.inputs).toMatchObject({ pointInTimeRecovery: { enabled: false } });
  });

  test("is not kept when nothing of it was done", async () => {
    run.cloud.dynamodb.updateTable = async () => {
      throw new Error("not today");
    };
    const news = { ...get(TABLE).inputs, deletionProtectionEnabled: true };
    await expect(run.update(TABLE, "one", get(TABLE), news)).rejects.toMatchObject({
      name: "ServiceRefusedError",
    });
  });
});
