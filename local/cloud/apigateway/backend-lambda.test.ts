import { afterEach, beforeEach, expect, test } from "vitest";
import { AwsError } from "../errors.ts";
import { invokeArn, TestGateway } from "./testing.ts";

let api: TestGateway;

beforeEach(async () => (api = await TestGateway.start({ stage: { stageVariables: { fn: "chat" } } })));
afterEach(() => api.stop());

const gatewayFrame = (message: string) =>
  new RegExp(`^{"message": "${message}", "connectionId":"[\\w-]{15}=", "requestId":"[\\w-]{15}="}$`);

/** The fake functions are told apart by the route key in their event. */
const TEMPLATE = `{"requestContext": {"routeKey": "$context.routeKey"}, "text": $input.json('$.text')}`;
const lambda = (more: object = {}) => ({
  integrationType: "AWS",
  integrationUri: invokeArn("send"),
  requestTemplates: { $default: TEMPLATE },
  ...more,
});
const response = (integrationResponseKey: string, template?: string) => ({
  integrationResponseKey,
  responseTemplates: template === undefined ? undefined : { $default: template },
});

async function ask(message: unknown) {
  const client = await api.connect();
  client.send(message);
  return client.frame();
}

test("[GW-37] an AWS integration gives the function what the template makes, and maps what it returns", async () => {
  api.lambda.handle("send", ({ text }) => ({ said: text }));
  api.integrate("send", lambda(), [response("$default", "You said $input.path('$.said').")]);
  expect(await ask({ action: "send", text: "hi" })).toBe("You said hi.");
  const { event, invocation } = await api.lambda.called("send");
  expect(event).toEqual({ requestContext: { routeKey: "send" }, text: "hi" });
  expect(invocation.caller).toMatchObject({ service: "apigateway.amazonaws.com" });
});

test("[GW-37] what the function returns is the frame when nothing maps it, a proxy response included", async () => {
  api.lambda.handle("send", () => ({ statusCode: 500, body: "not taken out" }));
  api.integrate("send", lambda(), [response("$default")]);
  expect(await ask({ action: "send" })).toBe('{"statusCode":500,"body":"not taken out"}');
});

test.each([
  ["Not found: 7", "missing 7"],
  ["Boom", "other Boom"],
])("[GW-37] the message %s of a failed function selects the integration response", async (message, frame) => {
  api.lambda.handle("send", () => {
    throw new Error(message);
  });
  api.integrate("send", lambda(), [
    response("/Not found.*/", "missing $input.path('$.errorMessage').substring(11)"),
    response("$default", "other $input.path('$.errorMessage')"),
  ]);
  expect(await ask({ action: "send" })).toBe(frame);
});

test("[GW-37] a pattern is for the whole message, and for failures only", async () => {
  api.lambda.handle("send", ({ text }) => {
    if (text === "fail") throw new Error("Not found");
    return "Not found";
  });
  api.integrate("send", lambda(), [response("/found/", "part"), response("/.*/", "any")]);
  expect(await ask({ action: "send", text: "fail" })).toBe("any");
  expect(await ask({ action: "send", text: "pass" })).toMatch(gatewayFrame("Internal server error"));
});

test("[GW-37] a function that may not be called is answered as with a proxy", async () => {
  api.lambda.handle("send", () => {
    throw new AwsError("AccessDeniedException", "no", 403);
  });
  api.integrate("send", lambda(), [response("$default")]);
  expect(await ask({ action: "send" })).toMatch(gatewayFrame("Internal server error"));
});

test("[GW-35] the integration's time holds for mapped functions", async () => {
  api.lambda.handle("send", () => new Promise(() => {}));
  api.integrate("send", lambda({ timeoutInMillis: 100 }), [response("$default")]);
  const client = await api.connect();
  client.send({ action: "send" });
  await api.lambda.called("send");
  api.context.clock.advance(100);
  expect(await client.frame()).toMatch(gatewayFrame("Endpoint request timed out"));
});

test("[GW-37] a function takes JSON only", async () => {
  api.integrate("send", lambda({ requestTemplates: { $default: "hello" } }), [response("$default")]);
  expect(await ask({ action: "send" })).toMatch(gatewayFrame("Internal server error"));
  expect(api.lambda.pending("send")).toBe(0);
});

test("[GW-37] a failed function on $connect refuses with 502, and one that returns lets in", async () => {
  let fails = true;
  api.lambda.handle("$connect", () => {
    if (fails) throw new Error("no");
  });
  api.integrate("$connect", lambda(), [response("$default")]);
  expect((await api.client().refused).status).toBe(502);
  fails = false;
  await api.connect();
});

test.each(["AWS", "AWS_PROXY"])("[GW-37] a stage variable names the function of type %s", async (type) => {
  const integrationUri = invokeArn("${stageVariables.fn}");
  api.integrate("send", lambda({ integrationType: type, integrationUri }), [response("$default")]);
  const client = await api.connect();
  client.send({ action: "send" });
  expect((await api.lambda.called("send")).invocation.functionArn).toMatch(/:function:chat$/);
});
