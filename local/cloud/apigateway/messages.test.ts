import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AwsError } from "../errors.ts";
import { TestGateway } from "./testing.ts";

let api: TestGateway;

beforeEach(async () => (api = await TestGateway.start()));
afterEach(() => api.stop());

const gatewayFrame = (message: string) =>
  new RegExp(`^{"message": "${message}", "connectionId":"[\\w-]{15}=", "requestId":"[\\w-]{15}="}$`);

describe("routing", () => {
  beforeEach(() => ["$connect", "$disconnect", "$default", "send", "Send"].forEach((key) => api.route(key)));

  test.each([
    ['{"action":"send"}', "send"],
    ['{"action":"Send"}', "Send"],
    ['{"action":"SEND"}', "$default"],
    ['{"action":" send"}', "$default"],
    ['{"other":1}', "$default"],
    ['{"action":null}', "$default"],
    ['["send"]', "$default"],
    ['"send"', "$default"],
    ["7", "$default"],
    ["null", "$default"],
  ])("[GW-31] %s takes the route %s", async (message, routeKey) => {
    const client = await api.connect();
    client.send(message);
    expect((await api.lambda.called(routeKey)).event).toMatchObject({
      body: message,
      requestContext: { routeKey },
    });
  });

  test.each(["", "hello", '{"action":"send"', "action=send"])(
    "[GW-32] %j is not JSON and takes $default",
    async (message) => {
      const client = await api.connect();
      client.send(message);
      expect((await api.lambda.called("$default")).event.body).toBe(message);
    },
  );

  test.each(["$connect", "$disconnect"])("a message cannot ask for %s", async (action) => {
    const client = await api.connect();
    await api.lambda.called("$connect");
    client.send({ action });
    expect((await api.lambda.called("$default")).event.requestContext.routeKey).toBe("$default");
    expect(api.lambda.pending(action)).toBe(0);
  });
});

test.each(['{"action":"other"}', "no json"])(
  "[GW-33] without $default %s is answered with Forbidden, and the socket stays open",
  async (message) => {
    api.replyingRoute("send", () => ({ statusCode: 200, body: "sent" }));
    const client = await api.connect();
    client.send(message);
    expect(await client.frame()).toMatch(gatewayFrame("Forbidden"));
    client.send({ action: "send" });
    expect(await client.frame()).toBe("sent");
  },
);

test.each([
  ["fails", new Error("broken")],
  ["may not be invoked", new AwsError("AccessDeniedException", "no", 403)],
])(
  "[GW-34] a function that %s is answered with Internal server error, and the socket stays open",
  async (_, error) => {
    api.route("fail", () => {
      throw error;
    });
    api.replyingRoute("send", () => ({ statusCode: 200, body: "sent" }));
    const client = await api.connect();
    const [session] = api.gateway.connections();
    client.send({ action: "fail" });
    const frame = await client.frame();
    const { event } = await api.lambda.called("fail");
    const { requestId } = event.requestContext;
    expect(frame).toBe(
      `{"message": "Internal server error", "connectionId":"${session?.connectionId}", "requestId":"${String(requestId)}"}`,
    );
    client.send({ action: "send" });
    expect(await client.frame()).toBe("sent");
  },
);

test("[GW-35] a function over the integration's time is answered with a frame, and its late answer dropped", async () => {
  let answer = (_response: object) => {};
  api.replyingRoute("slow", () => new Promise((resolve) => (answer = resolve)), {
    timeoutInMillis: 100,
  });
  api.replyingRoute("send", () => ({ statusCode: 200, body: "sent" }));
  const client = await api.connect();
  client.send({ action: "slow" });
  await api.lambda.called("slow");
  api.context.clock.advance(100);
  expect(await client.frame()).toMatch(gatewayFrame("Endpoint request timed out"));
  answer({ statusCode: 200, body: "late" });
  client.send({ action: "send" });
  expect(await client.frame()).toBe("sent");
});

test("[GW-35] an integration has 29 seconds when it does not say otherwise", async () => {
  api.route("slow", () => new Promise(() => {}));
  api.replyingRoute("send", () => ({ statusCode: 200, body: "sent" }));
  const client = await api.connect();
  client.send({ action: "slow" });
  await api.lambda.called("slow");
  api.context.clock.advance(28_999);
  client.send({ action: "send" });
  expect(await client.frame()).toBe("sent");
  api.context.clock.advance(1);
  expect(await client.frame()).toMatch(gatewayFrame("Endpoint request timed out"));
});

describe("replies", () => {
  /** What a client gets for a message to `first`, told from what it gets for one sent after that. */
  async function replyTo(first: () => void) {
    first();
    api.replyingRoute("marker", () => ({ statusCode: 200, body: "marker" }));
    const client = await api.connect();
    client.send({ action: "first" });
    await api.lambda.called("first");
    client.send({ action: "marker" });
    return client.frame();
  }

  test("[GW-36] a route with selection expression and route response sends the body as it is, whatever the status", async () => {
    const reply = await replyTo(() =>
      api.replyingRoute("first", () => ({ statusCode: 500, body: '{"a": 1}' })),
    );
    expect(reply).toBe('{"a": 1}');
  });

  test("[GW-36] a route with the expression alone stays silent", async () => {
    const reply = await replyTo(() =>
      api.route("first", () => ({ statusCode: 200, body: "no" }), {
        routeResponseSelectionExpression: "$default",
      }),
    );
    expect(reply).toBe("marker");
  });

  test("[GW-36] a route with the route response alone stays silent", async () => {
    const reply = await replyTo(() => {
      const { routeId } = api.route("first", () => ({ statusCode: 200, body: "no" }));
      api.gateway.createRouteResponse(api.apiId, routeId, { routeResponseKey: "$default" });
    });
    expect(reply).toBe("marker");
  });

  test.each([undefined, "", null, 7, { a: 1 }])("[GW-36] a body of %j sends no frame", async (body) => {
    expect(await replyTo(() => api.replyingRoute("first", () => ({ statusCode: 200, body })))).toBe("marker");
  });

  test("[GW-36] a malformed answer is an error where it is to be sent, and dropped where it is not", async () => {
    api.route("silent", () => "nonsense");
    const reply = await replyTo(() => api.replyingRoute("first", () => "nonsense"));
    expect(reply).toMatch(gatewayFrame("Internal server error"));
    const client = await api.connect();
    client.send({ action: "silent" });
    await api.lambda.called("silent");
    client.send({ action: "marker" });
    expect(await client.frame()).toBe("marker");
  });
});

test("messages of a connection run at the same time, begun in the order in which they came", async () => {
  const answers: ((response: object) => void)[] = [];
  api.replyingRoute("$default", () => new Promise((resolve) => answers.push(resolve)));
  const client = await api.connect();
  const bodies = Array.from({ length: 20 }, (_, index) => String(index));
  for (const body of bodies) client.send(body);
  const begun: unknown[] = [];
  while (begun.length < bodies.length) begun.push((await api.lambda.called("$default")).event.body);
  expect(begun).toEqual(bodies);
  answers[19]?.({ statusCode: 200, body: "last first" });
  expect(await client.frame()).toBe("last first");
  answers[0]?.({ statusCode: 200, body: "first last" });
  expect(await client.frame()).toBe("first last");
});

test("a reply to a client that has gone is dropped", async () => {
  let answer = (_response: object) => {};
  api.replyingRoute("$default", () => new Promise((resolve) => (answer = resolve)));
  api.route("$disconnect");
  const client = await api.connect();
  client.send("1");
  await api.lambda.called("$default");
  client.ws.close();
  await api.lambda.called("$disconnect");
  const reported = new Promise((resolve) => {
    api.context.events.listen(
      (event) => event.kind === "route" && event.route === "$default" && resolve(event.status),
    );
  });
  answer({ statusCode: 200, body: "too late" });
  expect(await reported).toBe(200);
  await api.connect();
});
