import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Archive, Asset, type Props } from "../../engine/values.ts";
import { type Made, startTestProvider } from "../testing.ts";

const API = "aws:apigatewayv2/api:Api";
const DEPLOYMENT = "aws:apigatewayv2/deployment:Deployment";
const FUNCTION = "aws:lambda/function:Function";
const INTEGRATION = "aws:apigatewayv2/integration:Integration";
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

/** An API with one route that answers, and a stage if `stage` says how it is deployed. */
async function makeApi() {
  const assumeRolePolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  });
  const role = await add(ROLE, "echo", { assumeRolePolicy });
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

test("everything goes in the order opposite to the one it came in", async () => {
  const { apiId, lambda } = await makeApi();
  await add(STAGE, "live", { apiId, autoDeploy: true });
  for (const [type, name, resource] of made.reverse()) await run.remove(type, name, resource);
  expect(() => run.cloud.lambda.getFunction(lambda.id)).toThrow("Function not found");
  expect(() => run.cloud.apigateway.updateApi(apiId, {})).toThrow("Invalid API identifier");
});
