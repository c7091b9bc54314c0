import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { policyOf } from "../../cloud/front-door/testing.ts";
import { Archive, Asset, type Props } from "../../engine/values.ts";
import { type Made, startTestProvider } from "../testing.ts";

const ACCOUNT = "aws:apigateway/account:Account";
const API = "aws:apigatewayv2/api:Api";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const AUTHORIZER = "aws:apigatewayv2/authorizer:Authorizer";
const DEPLOYMENT = "aws:apigatewayv2/deployment:Deployment";
const FUNCTION = "aws:lambda/function:Function";
const INTEGRATION = "aws:apigatewayv2/integration:Integration";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const PERMISSION = "aws:lambda/permission:Permission";
const ROLE = "aws:iam/role:Role";
const ROUTE = "aws:apigatewayv2/route:Route";
const ROUTE_RESPONSE = "aws:apigatewayv2/routeResponse:RouteResponse";
const STAGE = "aws:apigatewayv2/stage:Stage";

const code = (source: string) =>
  new Archive("assets", { "index.mjs": new Asset("text", source, source) }, source);
const echo = `export const handler = async ({ body }) => ({ statusCode: 200, body });`;
const shout = `export const handler = async ({ body }) => ({ statusCode: 200, body: body.toUpperCase() });`;

let run: Awaited<ReturnType<typeof startTestProvider>>;
let made: [type: string, name: string, resource: Made][];

beforeEach(async () => {
  run = await startTestProvider("gateway");
  made = [];
});

afterEach(() => run.cloud.stop());

async function add(type: string, name: string, news: Props) {
  const resource = await run.create(type, name, news);
  made.push([type, name, resource]);
  return resource;
}

const functionArgs = (role: Made, source: string) => ({
  ...{ role: role.outputs.arn ?? "", runtime: "nodejs24.x", handler: "index.handler" },
  code: code(source),
});

const trusting = (Service: string) =>
  policyOf({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });

/** An API with one route that answers, and a stage if `stage` says how it is deployed. */
async function makeApi() {
  const role = await add(ROLE, "echo", { assumeRolePolicy: trusting("lambda.amazonaws.com") });
  const routeSelectionExpression = "$request.body.action";
  const api = await add(API, "echo", { protocolType: "WEBSOCKET", routeSelectionExpression });
  const apiId = api.id;
  const lambda = await add(FUNCTION, "echo", functionArgs(role, echo));
  const integrationUri = lambda.outputs.invokeArn ?? "";
  const integration = await add(INTEGRATION, "echo", {
    apiId,
    integrationType: "AWS_PROXY",
    integrationUri,
  });
  const routeArgs = { apiId, routeKey: "$default", target: `integrations/${integration.id}` };
  const route = await add(ROUTE, "echo", { ...routeArgs, routeResponseSelectionExpression: "$default" });
  await add(ROUTE_RESPONSE, "echo", { apiId, routeId: route.id, routeResponseKey: "$default" });
  await add(PERMISSION, "echo", {
    ...{ function: lambda.outputs.arn ?? "", action: "lambda:InvokeFunction" },
    ...{ principal: "apigateway.amazonaws.com", sourceArn: `${String(api.outputs.executionArn)}/*` },
  });
  return { apiId, lambda, role, route, routeArgs };
}

/** Sends a message to a WebSocket API and resolves with the frame that comes back. */
function ask(url: unknown, message: string) {
  return new Promise<string>((resolve, reject) => {
    const socket = new WebSocket(String(url));
    socket.onopen = () => socket.send(message);
    socket.onmessage = ({ data }) => {
      resolve(String(data));
      socket.close();
    };
    socket.onerror = () => reject(new Error(`no connection to ${String(url)}`));
  });
}

/** The next client that is refused. */
const nextRefusal = () =>
  new Promise<{ message: string }>((resolve) => {
    const stop = run.cloud.context.events.listen((event) => {
      if (event.kind !== "refusal" || event.action !== "connect") return;
      stop();
      resolve(event);
    });
  });

const throttles = { throttlingBurstLimit: 10, throttlingRateLimit: 10 };

describe("a stage that deploys by itself", () => {
  test("answers with what the function returns, and with new code after an update", async () => {
    const { apiId, lambda, role } = await makeApi();
    const stage = await add(STAGE, "live", { apiId, autoDeploy: true, defaultRouteSettings: throttles });
    expect(await ask(stage.outputs.invokeUrl, "hello")).toBe("hello");

    const updated = await run.update(FUNCTION, "echo", lambda, functionArgs(role, shout));
    expect(updated.outputs.codeSha256).not.toBe(lambda.outputs.codeSha256);
    expect(await ask(stage.outputs.invokeUrl, "hello")).toBe("HELLO");
  });

  test("follows a change of a route: an argument that is gone is gone there, too", async () => {
    const { apiId, route, routeArgs } = await makeApi();
    const stage = await add(STAGE, "live", { apiId, autoDeploy: true, defaultRouteSettings: throttles });
    await run.update(ROUTE, "echo", route, { ...routeArgs, routeKey: "$connect" });
    expect(JSON.parse(await ask(stage.outputs.invokeUrl, "hello"))).toMatchObject({ message: "Forbidden" });
  });

  test("refuses everything when its settings say nothing of throttles", async () => {
    const { apiId } = await makeApi();
    const defaultRouteSettings = { detailedMetricsEnabled: true };
    const stage = await add(STAGE, "live", { apiId, autoDeploy: true, defaultRouteSettings });
    await expect(ask(stage.outputs.invokeUrl, "hello")).rejects.toThrow("no connection");
  });
});

test("a stage with a deployment of its own serves the routes of that deployment", async () => {
  const { apiId } = await makeApi();
  const deployment = await add(DEPLOYMENT, "first", { apiId, triggers: { routes: "1" } });
  const stage = await add(STAGE, "live", { apiId, name: "v1", deploymentId: deployment.id });
  expect(stage.outputs).toMatchObject({ deploymentId: deployment.id, autoDeploy: false });
  expect(await ask(stage.outputs.invokeUrl, "hello")).toBe("hello");
});

describe("an authorizer", () => {
  const doorkeeper = `export const handler = async ({ methodArn, queryStringParameters: { token } }) => {
    if (token === "unknown") throw "Unauthorized";
    const Statement = [{ Effect: token, Action: "execute-api:Invoke", Resource: methodArn }];
    return { principalId: "ada", policyDocument: { Version: "2012-10-17", Statement }, context: { token } };
  };`;
  const tell = `export const handler = async ({ requestContext: { authorizer } }) =>
    ({ statusCode: 200, body: authorizer.principalId + " " + authorizer.token });`;

  /** A stage that only those connect to whom the authorizer lets in. */
  async function makeGuardedApi() {
    const { apiId, lambda, role } = await makeApi();
    await run.update(FUNCTION, "echo", lambda, functionArgs(role, tell));
    const guard = await add(FUNCTION, "doorkeeper", functionArgs(role, doorkeeper));
    const args = {
      ...{ apiId, authorizerType: "REQUEST", authorizerUri: guard.outputs.invokeArn ?? "" },
      identitySources: ["route.request.querystring.token"],
    };
    const authorizer = await add(AUTHORIZER, "doorkeeper", args);
    const routeArgs = { apiId, routeKey: "$connect" };
    const guarded = { ...routeArgs, authorizationType: "CUSTOM", authorizerId: authorizer.id };
    const route = await add(ROUTE, "connect", guarded);
    const stage = await add(STAGE, "live", { apiId, autoDeploy: true, defaultRouteSettings: throttles });
    return { args, authorizer, guard, route, routeArgs, url: String(stage.outputs.invokeUrl) };
  }

  const permit = (guard: Made, authorizer: Made) =>
    add(PERMISSION, "doorkeeper", {
      ...{ function: guard.outputs.arn ?? "", action: "lambda:InvokeFunction" },
      principal: "apigateway.amazonaws.com",
      sourceArn: `arn:aws:execute-api:us-east-1:000000000000:*/authorizers/${authorizer.id}`,
    });

  test("lets in whom its function allows, and says who it is", async () => {
    const { guard, authorizer, url } = await makeGuardedApi();
    await expect(ask(`${url}?token=Allow`, "hello")).rejects.toThrow("no connection");
    await permit(guard, authorizer);
    expect(await ask(`${url}?token=Allow`, "hello")).toBe("ada Allow");
    for (const token of ["Deny", "unknown", "nonsense"]) {
      await expect(ask(`${url}?token=${token}`, "hello")).rejects.toThrow("no connection");
    }
  });

  test("is asked without sources once they are gone, and no more once the route is open", async () => {
    const { args, authorizer, guard, route, routeArgs, url } = await makeGuardedApi();
    await permit(guard, authorizer);
    await run.update(AUTHORIZER, "doorkeeper", authorizer, { ...args, identitySources: null });
    // Its function now runs, and makes a policy without effect for want of a query.
    const refused = nextRefusal();
    await expect(ask(url, "hello")).rejects.toThrow("no connection");
    expect((await refused).message).toContain("returned what cannot be used: Missing required field Effect");
    await run.update(ROUTE, "connect", route, routeArgs);
    await run.remove(AUTHORIZER, "doorkeeper", authorizer);
    expect(JSON.parse(await ask(url, "hello"))).toMatchObject({ message: "Internal server error" });
  });
});

/** Lets API Gateway write logs. */
async function makeAccount() {
  const role = await add(ROLE, "logs", { assumeRolePolicy: trusting("apigateway.amazonaws.com") });
  const policyArn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";
  await add(ATTACHMENT, "logs", { role: role.id, policyArn });
  await add(ACCOUNT, "logs", { cloudwatchRoleArn: role.outputs.arn ?? "" });
}

test("a stage writes its access log into the log group of the program, until it names none", async () => {
  const { apiId } = await makeApi();
  await makeAccount();
  const group = await add(LOG_GROUP, "access", { name: "access" });
  const args = { apiId, autoDeploy: true, defaultRouteSettings: throttles };
  const accessLogSettings = {
    destinationArn: group.outputs.arn ?? "",
    format: "$context.requestId $context.routeKey",
  };
  const stage = await add(STAGE, "live", { ...args, accessLogSettings });
  await ask(stage.outputs.invokeUrl, "hello");
  const lines = () => run.cloud.logs.getLogEvents("access").map(({ message }) => message.split(" ")[1]);
  expect(lines().slice(0, 2)).toEqual(["$connect", "$default"]);
  await run.update(STAGE, "live", stage, args);
  const before = lines().length;
  await ask(stage.outputs.invokeUrl, "hello");
  expect(lines()).toHaveLength(before);
});

test("a stage with an access log is refused where the account has no role for it", async () => {
  const { apiId } = await makeApi();
  const group = await add(LOG_GROUP, "access", { name: "access" });
  const accessLogSettings = { destinationArn: group.outputs.arn ?? "", format: "$context.requestId" };
  const create = () => run.create(STAGE, "live", { apiId, autoDeploy: true, accessLogSettings });
  await expect(create()).rejects.toThrow(
    'creating aws:apigatewayv2/stage:Stage "live": BadRequestException: CloudWatch Logs role ARN must be set',
  );
  await makeAccount();
  await create();
});

test("everything goes in the order opposite to the one it came in", async () => {
  const { apiId, lambda } = await makeApi();
  await add(STAGE, "live", { apiId, autoDeploy: true });
  for (const [type, name, resource] of made.reverse()) await run.remove(type, name, resource);
  expect(() => run.cloud.lambda.getFunction(lambda.id)).toThrow("Function not found");
  expect(() => run.cloud.apigateway.updateApi(apiId, {})).toThrow("Invalid API identifier");
});
