import { describe, expect, test } from "vitest";
import { Archive, Asset, unknown, type Props } from "../engine/values.ts";
import { resourceTypes } from "./resources/index.ts";

const check = (token: string, news: Props) => {
  const type = resourceTypes.get(token.split(" ")[0] ?? "");
  if (!type) throw new Error(`no type ${token}`);
  return type.check(news);
};

const API = "aws:apigatewayv2/api:Api";
const AUTHORIZER = "aws:apigatewayv2/authorizer:Authorizer";
const INTEGRATION = "aws:apigatewayv2/integration:Integration";
const RESPONSE = "aws:apigatewayv2/integrationResponse:IntegrationResponse";
const MODEL = "aws:apigatewayv2/model:Model";
const ROUTE = "aws:apigatewayv2/route:Route";
const STAGE = "aws:apigatewayv2/stage:Stage";
const FUNCTION = "aws:lambda/function:Function";
const ALIAS = "aws:lambda/alias:Alias";
const PERMISSION = "aws:lambda/permission:Permission";
const TABLE = "aws:dynamodb/table:Table";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const BUCKET = "aws:s3/bucket:Bucket";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";

const code = new Archive("assets", { "index.mjs": new Asset("text", "", "0") }, "0");
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const behavior = {
  targetOriginId: "site",
  viewerProtocolPolicy: "allow-all",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
};
const apiWith = (config: Props) => ({
  originId: "api",
  domainName: "localhost:3002",
  customOriginConfig: {
    ...{ originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"], httpPort: 80, httpsPort: 443 },
    ...config,
  },
});
const api = apiWith({});

const parameter = { requestParameterKey: "route.request.header.x", required: true };
/** An integration of another type, which other rules are for. */
const HTTP = `${INTEGRATION} (HTTP)`;

/** The least arguments of each type that a case adds something wrong to. */
const sound: Record<string, Props> = {
  [API]: { name: "chat", protocolType: "WEBSOCKET", routeSelectionExpression: "$request.body.action" },
  [INTEGRATION]: {
    apiId: "a",
    integrationType: "AWS_PROXY",
    integrationUri:
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations",
  },
  [HTTP]: {
    ...{ apiId: "a", integrationType: "HTTP", integrationMethod: "POST" },
    integrationUri: "http://localhost:8080",
  },
  [RESPONSE]: { apiId: "a", integrationId: "i", integrationResponseKey: "$default" },
  [MODEL]: { apiId: "a", name: "Price", contentType: "application/json", schema: "{}" },
  [AUTHORIZER]: {
    ...{ apiId: "a", authorizerType: "REQUEST", identitySources: ["route.request.header.Authorization"] },
    authorizerUri:
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:doorkeeper/invocations",
  },
  [ROUTE]: { apiId: "a", routeKey: "send", target: "integrations/i" },
  [STAGE]: { apiId: "a", name: "live", autoDeploy: true },
  [FUNCTION]: {
    name: "send",
    role: "arn:aws:iam::000000000000:role/send",
    runtime: "nodejs24.x",
    handler: "index.handler",
    code,
  },
  [ALIAS]: { functionName: "send", functionVersion: "1" },
  [PERMISSION]: { function: "send", action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
  "aws:iam/role:Role": { name: "send", assumeRolePolicy: trust },
  [TABLE]: {
    name: "rooms",
    hashKey: "pk",
    rangeKey: "sk",
    attributes: [
      { name: "pk", type: "S" },
      { name: "sk", type: "S" },
    ],
    billingMode: "PAY_PER_REQUEST",
  },
  [LOG_GROUP]: { name: "/aws/lambda/send" },
  [BUCKET]: { bucket: "site" },
  [OBJECT]: { bucket: "site", key: "index.html", content: "" },
  [DISTRIBUTION]: {
    enabled: true,
    origins: [{ originId: "site", domainName: "site.s3.us-east-1.amazonaws.com" }],
    defaultCacheBehavior: behavior,
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
  },
  [HEADERS]: { name: "site" },
};

test.each(Object.entries(sound))("%s accepts what the other cases start from", (token, news) => {
  expect(check(token, news).failures).toEqual([]);
});

/** Token, what is added, the property the failure is about, and a part of its reason. */
const wrong: [string, Props, string, string][] = [
  [API, { cors: true }, "cors", `${API} has no such argument`],
  [API, { corsConfiguration: {} }, "corsConfiguration", "not supported by the local cloud: only HTTP APIs"],
  [API, { protocolType: "HTTP" }, "protocolType", `"HTTP" is not supported by the local cloud`],
  [API, { routeSelectionExpression: null }, "routeSelectionExpression", `use an expression over the message`],
  [API, { description: 5 }, "description", "expected string but got 5"],
  [INTEGRATION, { timeoutMilliseconds: 30_000 }, "timeoutMilliseconds", "milliseconds from 50 to 29000"],
  [
    INTEGRATION,
    { integrationUri: "send" },
    "integrationUri",
    "the integration URI send is not a function's invoke ARN; use the function's invokeArn",
  ],
  [INTEGRATION, { integrationMethod: "GET" }, "integrationMethod", `use "POST"`],
  [INTEGRATION, { integrationType: "GRPC" }, "integrationType", `use "AWS", "AWS_PROXY"`],
  [
    INTEGRATION,
    { integrationUri: "arn:aws:apigateway:us-east-1:dynamodb:action/PutItem" },
    "integrationUri",
    "an integration with dynamodb (PutItem) is not supported",
  ],
  [INTEGRATION, { requestTemplates: { $default: "#if($x" } }, "requestTemplates", "is not Velocity"],
  [INTEGRATION, { templateSelectionExpression: "$a" }, "templateSelectionExpression", "is not understood"],
  [INTEGRATION, { requestParameters: { a: "'b'" } }, "requestParameters", "not supported by the local cloud"],
  [INTEGRATION, { credentialsArn: "arn:aws:iam::1:role/r" }, "credentialsArn", "use aws.lambda.Permission"],
  [HTTP, { integrationUri: "localhost:8080" }, "integrationUri", "Invalid HTTP endpoint specified"],
  [HTTP, { integrationMethod: null }, "integrationMethod", "is missing"],
  [HTTP, { requestParameters: { a: "'b'" } }, "requestParameters", "Invalid mapping expression specified: a"],
  [HTTP, { contentHandlingStrategy: "BASE64" }, "contentHandlingStrategy", `use "CONVERT_TO_BINARY"`],
  [RESPONSE, { integrationResponseKey: "200" }, "integrationResponseKey", "neither $default nor of the form"],
  [RESPONSE, { responseTemplates: { $default: "$input.x" } }, "responseTemplates", "asks for $input.x"],
  [RESPONSE, { templateSelectionExpression: "$a" }, "templateSelectionExpression", "is not understood"],
  [RESPONSE, { contentHandlingStrategy: "CONVERT_TO_BINARY" }, "contentHandlingStrategy", "a text frame"],
  [MODEL, { schema: `{"type":"text"}` }, "schema", "is not JSON Schema draft 4"],
  [MODEL, { name: "with-dash" }, "name", "letters and digits"],
  [
    ROUTE,
    { routeKey: "$send" },
    "routeKey",
    "begins with $, which only $connect, $disconnect and $default may",
  ],
  [ROUTE, { routeKey: "" }, "routeKey", "is empty"],
  [ROUTE, { apiId: null }, "apiId", "is required but missing"],
  [ROUTE, { target: "i" }, "target", `"integrations/"`],
  [ROUTE, { modelSelectionExpression: "$a" }, "modelSelectionExpression", "is not understood"],
  [ROUTE, { requestParameters: [parameter] }, "requestParameters", "only $connect has headers"],
  [
    ROUTE,
    { routeKey: "$connect", requestParameters: [{ ...parameter, requestParameterKey: "header.x" }] },
    "requestParameters[0].requestParameterKey",
    "give route.request.header.{name}",
  ],
  [ROUTE, { authorizationType: "AWS_IAM" }, "authorizationType", "authorizes only $connect"],
  [ROUTE, { routeKey: "$connect", authorizationType: "JWT" }, "authorizationType", `use "NONE", "AWS_IAM"`],
  [ROUTE, { routeKey: "$connect", authorizationType: "CUSTOM" }, "authorizerId", "is missing"],
  [ROUTE, { routeKey: "$connect", authorizerId: "a" }, "authorizerId", `set that to "CUSTOM"`],
  [AUTHORIZER, { authorizerType: "JWT" }, "authorizerType", "WebSocket APIs have no other authorizers"],
  [AUTHORIZER, { authorizerUri: "doorkeeper" }, "authorizerUri", "give the invokeArn of a function"],
  [
    AUTHORIZER,
    { identitySources: ["$request.header.a"] },
    "identitySources[0]",
    "route.request.header.{name}",
  ],
  [
    AUTHORIZER,
    { authorizerResultTtlInSeconds: 300 },
    "authorizerResultTtlInSeconds",
    "only HTTP APIs have it",
  ],
  [ROUTE, { routeResponseSelectionExpression: "x" }, "routeResponseSelectionExpression", "is the only one"],
  [STAGE, { deploymentId: "d" }, "deploymentId", "cannot be chosen while autoDeploy is on"],
  [STAGE, { name: "$default" }, "name", "letters, digits, - and _"],
  [
    STAGE,
    { defaultRouteSettings: { burst: 1 } },
    "defaultRouteSettings.burst",
    "is no argument of this block",
  ],
  [
    STAGE,
    {
      accessLogSettings: {
        destinationArn: "arn:aws:logs:us-east-1:000000000000:log-group:x",
        format: "$context.status",
      },
    },
    "accessLogSettings.format",
    "put $context.requestId into it",
  ],
  [
    FUNCTION,
    { timeout: 901 },
    "timeout",
    "901 is out of range; give a whole number of seconds from 1 to 900",
  ],
  [FUNCTION, { memorySize: 64 }, "memorySize", "MB from 128 to 10240"],
  [FUNCTION, { runtime: "python3.13" }, "runtime", "runs Node.js functions only"],
  [FUNCTION, { handler: null }, "handler", "is required for a package"],
  [FUNCTION, { imageUri: "x" }, "imageUri", "not supported by the local cloud"],
  [FUNCTION, { s3Bucket: "x" }, "s3Bucket", "it takes code from the program"],
  [FUNCTION, { code: "index.mjs" }, "code", "is no archive"],
  [
    FUNCTION,
    { environment: { variables: { AWS_REGION: "x" } } },
    "environment.variables",
    `has "AWS_REGION"`,
  ],
  [
    FUNCTION,
    { environment: { variables: { BIG: "x".repeat(4094) } } },
    "environment.variables",
    "takes 4097 bytes",
  ],
  [FUNCTION, { loggingConfig: { logFormat: "XML" } }, "loggingConfig.logFormat", `"XML"`],
  [PERMISSION, { sourceArn: "arn:aws:s3:::x" }, "sourceArn", "nothing API Gateway invokes for"],
  [PERMISSION, { qualifier: "a b" }, "qualifier", "the name of an alias"],
  [ALIAS, { name: "7" }, "name", "not digits alone"],
  [ALIAS, { functionVersion: "live" }, "functionVersion", "the function's output version"],
  [
    ALIAS,
    { routingConfig: { additionalVersionWeights: { 1: 1.5 } } },
    "routingConfig.additionalVersionWeights.1",
    "1.5 is no share of the calls",
  ],
  [FUNCTION, { publishTo: "LATEST_PUBLISHED" }, "publishTo", "as versions with a number only"],
  ["aws:iam/role:Role", { assumeRolePolicy: "{}" }, "assumeRolePolicy", "a statement is an object"],
  ["aws:iam/role:Role", { managedPolicyArns: [] }, "managedPolicyArns", "use aws.iam.RolePolicyAttachment"],
  [TABLE, { attributes: [{ name: "pk", type: "S" }] }, "attributes", `has no "sk", which is a key`],
  [TABLE, { rangeKey: null }, "attributes", `has "sk", which is no key`],
  [TABLE, { billingMode: "PROVISIONED" }, "readCapacity", "is needed together with writeCapacity"],
  [TABLE, { readCapacity: 1 }, "readCapacity", `cannot be set for the billingMode "PAY_PER_REQUEST"`],
  [TABLE, { ttl: { enabled: true } }, "ttl", "names no attribute"],
  [TABLE, { replicas: [] }, "replicas", "it has one region"],
  [LOG_GROUP, { retentionInDays: 2 }, "retentionInDays", "2 is not a valid value; use 0, 1, 3"],
  [LOG_GROUP, { tags: { "aws:x": "1" } }, "tags", "choose another key"],
  [BUCKET, { bucket: "Site" }, "bucket", "lower-case"],
  [BUCKET, { website: {} }, "website", "read through distributions"],
  [OBJECT, { contentBase64: "" }, "contentBase64", "content as well is set; an object has one content"],
  [OBJECT, { source: code }, "source", "is an archive"],
  [DISTRIBUTION, { origins: [] }, "origins", "is empty"],
  [
    DISTRIBUTION,
    { defaultCacheBehavior: { ...behavior, targetOriginId: "x" } },
    "defaultCacheBehavior",
    `origin "x"`,
  ],
  [
    DISTRIBUTION,
    { defaultCacheBehavior: { ...behavior, trustedSigners: ["self"] } },
    "defaultCacheBehavior.trustedSigners",
    "not supported by the local cloud",
  ],
  [
    DISTRIBUTION,
    { defaultCacheBehavior: { ...behavior, cachePolicyId: null } },
    "defaultCacheBehavior",
    "either cachePolicyId or forwardedValues",
  ],
  [
    DISTRIBUTION,
    { defaultCacheBehavior: { ...behavior, cachePolicyId: "83da9c7e-98b4-4e11-a168-04f0df8e2c65" } },
    "defaultCacheBehavior.cachePolicyId",
    "is no cache policy of this cloud, which has CachingOptimized",
  ],
  [
    DISTRIBUTION,
    { defaultCacheBehavior: { ...behavior, originRequestPolicyId: "33f36d7e-f396-46d9-90e0-52428a34d9dc" } },
    "defaultCacheBehavior.originRequestPolicyId",
    "is no origin request policy of this cloud, which has AllViewer",
  ],
  [
    DISTRIBUTION,
    { origins: [{ ...api, domainName: "b.s3.amazonaws.com" }] },
    "origins[0]",
    "is a bucket's host",
  ],
  [
    DISTRIBUTION,
    { origins: [{ ...api, customOriginConfig: null }] },
    "origins[0]",
    '"localhost:3002" is no bucket\'s host; give the bucketRegionalDomainName of a bucket, or the host of an API',
  ],
  [DISTRIBUTION, { origins: [{ ...api, originAccessControlId: "E1" }] }, "origins[0]", "leave it out"],
  [
    DISTRIBUTION,
    { origins: [apiWith({ originProtocolPolicy: "match-viewer" })] },
    "origins[0].customOriginConfig.originProtocolPolicy",
    "which answer over TLS alone",
  ],
  [
    DISTRIBUTION,
    { origins: [apiWith({ originSslProtocols: ["TLSv1.1"] })] },
    "origins[0].customOriginConfig.originSslProtocols",
    "lacks TLSv1.2",
  ],
  [
    DISTRIBUTION,
    { origins: [apiWith({ originReadTimeout: 121 })] },
    "origins[0].customOriginConfig.originReadTimeout",
    "seconds from 1 to 120",
  ],
  [
    DISTRIBUTION,
    { origins: [api], defaultCacheBehavior: { ...behavior, targetOriginId: "api" } },
    "defaultCacheBehavior",
    'keeps what the API "api" answers',
  ],
  [DISTRIBUTION, { aliases: ["X.example"] }, "aliases[0]", "in lower case"],
  [DISTRIBUTION, { aliases: ["x.example"] }, "viewerCertificate", "no certificate for x.example"],
  [
    DISTRIBUTION,
    { viewerCertificate: { cloudfrontDefaultCertificate: true, acmCertificateArn: "arn:aws:acm:x" } },
    "viewerCertificate",
    "either cloudfrontDefaultCertificate or acmCertificateArn",
  ],
  [
    DISTRIBUTION,
    { viewerCertificate: { acmCertificateArn: "arn:aws:acm:x" } },
    "viewerCertificate",
    "needs sslSupportMethod",
  ],
  [
    DISTRIBUTION,
    { customErrorResponses: [{ errorCode: 404 }, { errorCode: 418 }] },
    "customErrorResponses[1].errorCode",
    "418",
  ],
  [
    HEADERS,
    { customHeadersConfig: { items: [{ header: "X-Frame-Options", value: "DENY", override: true }] } },
    "customHeadersConfig",
    "takes in securityHeadersConfig only",
  ],
];

test.each(wrong)("%s refuses %j", (token, added, property, reason) => {
  const { failures } = check(token, { ...sound[token], ...added });
  expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
});

test("all that is wrong is told at once", () => {
  const { failures } = check(FUNCTION, {
    ...sound[FUNCTION],
    timeout: 0,
    layers: [],
    memory: 128,
    runtime: 24,
  });
  expect(failures.map(({ property }) => property)).toEqual(["layers", "memory", "runtime", "timeout"]);
});

describe("defaults", () => {
  test("are filled in as the provider for AWS does", () => {
    expect(check(FUNCTION, sound[FUNCTION] ?? {}).inputs).toMatchObject({
      timeout: 3,
      memorySize: 128,
      packageType: "Zip",
      publish: false,
      architectures: ["x86_64"],
      reservedConcurrentExecutions: -1,
    });
  });

  test("of a stage's throttles are 0, which refuses everything, once its route settings say anything", () => {
    const { inputs } = check(STAGE, { ...sound[STAGE], defaultRouteSettings: { loggingLevel: "INFO" } });
    expect(inputs.defaultRouteSettings).toMatchObject({ throttlingBurstLimit: 0, throttlingRateLimit: 0 });
  });

  test("leave a stage without route settings alone", () => {
    expect(check(STAGE, sound[STAGE] ?? {}).inputs).not.toHaveProperty("defaultRouteSettings");
  });
});

describe("values a preview does not know", () => {
  test("are kept and never at fault, as arguments or inside of them", () => {
    const news = {
      ...sound[FUNCTION],
      role: unknown,
      timeout: unknown,
      environment: { variables: { TABLE_NAME: unknown } },
    };
    expect(check(FUNCTION, news)).toMatchObject({ inputs: news, failures: [] });
  });

  test.each([
    [FUNCTION, "environment"],
    [FUNCTION, "code"],
    [FUNCTION, "tags"],
    [DISTRIBUTION, "defaultCacheBehavior"],
    [DISTRIBUTION, "origins"],
    ["aws:iam/role:Role", "assumeRolePolicy"],
  ])("of %s may be the whole of %s", (token, property) => {
    const news = { ...sound[token], [property]: unknown };
    expect(check(token, news)).toMatchObject({ inputs: news, failures: [] });
  });

  test("do not hide what is wrong beside them", () => {
    const { failures } = check(FUNCTION, { ...sound[FUNCTION], role: unknown, timeout: 0, layers: unknown });
    expect(failures.map(({ property }) => property)).toEqual(["layers", "timeout"]);
  });

  test("leave rules unasked that read them", () => {
    expect(check(STAGE, { ...sound[STAGE], deploymentId: unknown }).failures).toEqual([]);
    expect(check(TABLE, { ...sound[TABLE], attributes: unknown }).failures).toEqual([]);
  });

  test("may stand in a policy that is given as an object", () => {
    const Statement = [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: unknown }];
    const { inputs, failures } = check("aws:iam/rolePolicy:RolePolicy", {
      name: "table",
      role: "send",
      policy: { Version: "2012-10-17", Statement },
    });
    expect(failures).toEqual([]);
    expect(inputs.policy).toEqual({ Version: "2012-10-17", Statement });
  });
});

test("a policy given as an object becomes JSON text", () => {
  const document = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: "*" }],
  };
  const { inputs } = check("aws:iam/policy:Policy", { name: "all", policy: document });
  expect(inputs.policy).toBe(JSON.stringify(document));
});

test.each([
  [{ Effect: "allow", Action: "x:y", Resource: "*" }, `has the Effect "allow"; use "Allow" or "Deny"`],
  [{ Effect: "Allow", Resource: "*" }, "needs either Action or NotAction, and has neither"],
  [
    { Effect: "Allow", Action: "x:y", Resource: "*", NotResource: "*" },
    "Resource or NotResource, and has both",
  ],
  [{ Effect: "Allow", Action: "x:y", Resource: "*", Principal: "*" }, "has a Principal"],
  [{ Effect: "Allow", Actions: "x:y", Resource: "*" }, `has an element "Actions"`],
])("a policy of an identity with the statement %j is refused", (statement, reason) => {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const { failures } = check("aws:iam/rolePolicy:RolePolicy", { name: "p", role: "r", policy });
  expect(failures).toEqual([{ property: "policy", reason: expect.stringContaining(reason) }]);
});
