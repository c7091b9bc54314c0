import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TestGateway } from "./testing.ts";

let api: TestGateway;

beforeEach(async () => (api = await TestGateway.start()));
afterEach(() => api.stop());

const SEND = JSON.stringify({
  $schema: "http://json-schema.org/draft-04/schema#",
  type: "object",
  required: ["message"],
  properties: { message: { type: "string", minLength: 1 } },
});
const NUMBER = JSON.stringify({ type: "object", required: ["n"], properties: { n: { type: "integer" } } });

const BAD_BODY =
  /^{"message": "Bad request body", "connectionId":"([\w-]{15}=)", "messageId":"([\w-]{15}=)"}$/;

const model = (name: string, schema = SEND) => api.gateway.createModel(api.apiId, { name, schema });

/** A route `send` that answers with what it got. */
function route(modelSelectionExpression: string | undefined, requestModels: Record<string, string>) {
  api.replyingRoute("send", ({ body }) => ({ statusCode: 200, body }), {
    modelSelectionExpression,
    requestModels,
  });
}

async function answerTo(message: unknown) {
  const client = await api.connect();
  client.send(message);
  return client.frame();
}

describe("a route whose messages are checked", () => {
  test("[GW-38] passes on what the model accepts", async () => {
    model("Send");
    route("\\$default", { $default: "Send" });
    const message = '{"action":"send","message":"hello"}';
    expect(await answerTo(message)).toBe(message);
  });

  test("[GW-38] answers anything else with Bad request body, without a call, and the socket stays open", async () => {
    model("Send");
    route("\\$default", { $default: "Send" });
    const client = await api.connect();
    const [session] = api.gateway.connections();
    client.send({ action: "send", message: "" });
    const [, connectionId, messageId] = BAD_BODY.exec(await client.frame()) ?? [];
    expect(connectionId).toBe(session?.connectionId);
    expect(messageId?.slice(-8)).toBe(connectionId?.slice(-8));
    expect(api.lambda.pending("send")).toBe(0);
    client.send({ action: "send", message: "x" });
    expect(await client.frame()).toContain('"x"');
  });

  test("[GW-38] says in the terminal what is wrong", async () => {
    model("Send");
    route("\\$default", { $default: "Send" });
    const refused = new Promise((resolve) => {
      api.context.events.listen((event) => event.kind === "refusal" && resolve(event.message));
    });
    await answerTo({ action: "send", message: 7 });
    expect(await refused).toBe("the message/message must be string (route send)");
  });

  test.each([
    [{ action: "send", kind: "text", message: "x" }, "accepted"],
    [{ action: "send", kind: "text", n: 1 }, "refused"],
    [{ action: "send", kind: "count", n: 1 }, "accepted"],
    [{ action: "send", kind: "count", message: "x" }, "refused"],
    [{ action: "send", kind: "other", n: 1 }, "refused"],
    [{ action: "send", n: 1 }, "refused"],
  ])("[GW-38] %j is %s by the model that the message selects", async (message, outcome) => {
    model("Text");
    model("Count", NUMBER);
    route("$request.body.kind", { text: "Text", count: "Count" });
    const frame = await answerTo(message);
    expect(BAD_BODY.test(frame) ? "refused" : "accepted").toBe(outcome);
  });

  test("[GW-38] $default takes what selects no other", async () => {
    model("Text");
    model("Count", NUMBER);
    route("$request.body.kind", { text: "Text", $default: "Count" });
    expect(await answerTo({ action: "send", n: 1 })).toContain('"n":1');
    expect(await answerTo({ action: "send", kind: "text", n: 1 })).toMatch(BAD_BODY);
  });

  test("[GW-38] a message that is no JSON fails", async () => {
    model("Send");
    api.route("$default", undefined, {
      modelSelectionExpression: "\\$default",
      requestModels: { $default: "Send" },
    });
    expect(await answerTo("hello")).toMatch(BAD_BODY);
  });

  test("[GW-38] without a selection expression nothing is checked", async () => {
    model("Send");
    route(undefined, { $default: "Send" });
    expect(await answerTo({ action: "send" })).toBe('{"action":"send"}');
  });

  test("[GW-38] a changed model counts from its deployment on", async () => {
    const { modelId } = model("Send");
    route("\\$default", { $default: "Send" });
    expect(await answerTo({ action: "send", n: 1 })).toMatch(BAD_BODY);
    api.gateway.updateModel(api.apiId, modelId, { schema: NUMBER });
    expect(await answerTo({ action: "send", n: 1 })).toContain('"n":1');
  });
});

describe("a model", () => {
  test.each(["", "with-dash", "x".repeat(129)])("[GW-38] cannot be named %j", (name) => {
    expect(() => model(name)).toThrow("may only have letters and digits");
  });

  test("[GW-38] has a name of its own, and keeps it in an update", () => {
    const { modelId } = model("Send");
    expect(() => model("Send")).toThrow("already exists");
    expect(api.gateway.updateModel(api.apiId, modelId, { description: "x" })).toMatchObject({
      name: "Send",
      description: "x",
    });
  });

  test("[GW-38] needs a schema of draft 4, up to 32 KB", () => {
    expect(() => model("Send", '{"type":"text"}')).toThrow(
      "the schema of the model Send is not JSON Schema draft 4",
    );
    expect(() => model("Send", `{"title":"${"x".repeat(32_768)}"}`)).toThrow("longer than 32768");
  });

  test("[GW-38] is not deleted while a route has it", () => {
    const { modelId } = model("Send");
    const { routeId } = api.route("send", undefined, { requestModels: { $default: "Send" } });
    expect(() => api.gateway.deleteModel(api.apiId, modelId)).toThrow("is one of the route send");
    api.gateway.deleteRoute(api.apiId, routeId);
    api.gateway.deleteModel(api.apiId, modelId);
    expect(() => api.gateway.deleteModel(api.apiId, modelId)).toThrow("Invalid Model identifier");
  });

  test("[GW-38] has to be there when a route names it, and its expression be understood", () => {
    expect(() => api.route("a", undefined, { requestModels: { $default: "Send" } })).toThrow(
      "Invalid model identifier specified: Send",
    );
    expect(() => api.route("b", undefined, { modelSelectionExpression: "$request.kind" })).toThrow(
      "is not understood from",
    );
  });
});
