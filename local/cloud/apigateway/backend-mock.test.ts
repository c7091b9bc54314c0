import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TestGateway } from "./testing.ts";

let api: TestGateway;

beforeEach(async () => (api = await TestGateway.start()));
afterEach(() => api.stop());

const gatewayFrame = (message: string) =>
  new RegExp(`^{"message": "${message}", "connectionId":"[\\w-]{15}=", "requestId":"[\\w-]{15}="}$`);
const mock = (requestTemplates?: Record<string, string>, more: object = {}) => ({
  integrationType: "MOCK",
  requestTemplates,
  ...more,
});
const OK = { $default: '{"statusCode": 200}' };

async function ask(message: unknown) {
  const client = await api.connect();
  client.send(message);
  return client.frame();
}

describe("MOCK", () => {
  test("[GW-37] answers a ping without a function", async () => {
    const pong = { integrationResponseKey: "/200/", responseTemplates: { $default: '{"type": "pong"}' } };
    api.integrate("ping", mock(OK), [pong]);
    expect(await ask({ action: "ping" })).toBe('{"type": "pong"}');
  });

  test.each([
    ["200", "fine"],
    ["400", "wrong"],
    ["500", "else"],
  ])("[GW-37] with the status %s of its request template the answer is %s", async (status, frame) => {
    const response = (integrationResponseKey: string, text: string) => ({
      integrationResponseKey,
      responseTemplates: { $default: text },
    });
    api.integrate("send", mock({ $default: `{"statusCode": $input.json('$.status')}` }), [
      response("/2\\d\\d/", "fine"),
      response("/4\\d\\d/", "wrong"),
      response("$default", "else"),
    ]);
    expect(await ask({ action: "send", status: Number(status) })).toBe(frame);
    expect(await ask({ action: "send", status })).toBe(frame);
  });

  test("[GW-37] what the request template makes comes back", async () => {
    const requestTemplates = { $default: `{"statusCode": 200, "echo": $input.json('$.text')}` };
    api.integrate("plain", mock(requestTemplates), [{ integrationResponseKey: "$default" }]);
    api.integrate("mapped", mock(requestTemplates), [
      { integrationResponseKey: "$default", responseTemplates: { $default: "<$input.path('$.echo')>" } },
    ]);
    expect(await ask({ action: "plain", text: "hi" })).toBe('{"statusCode": 200, "echo": "hi"}');
    expect(await ask({ action: "mapped", text: "hi" })).toBe("<hi>");
  });

  test.each([undefined, "{}", '{"statusCode": "soon"}', '{"statusCode": 20}', "200", "null", "text"])(
    "[GW-37] the request template %s gives no status, and that is an error",
    async (template) => {
      const requestTemplates = template === undefined ? undefined : { $default: template };
      api.integrate("send", mock(requestTemplates), [{ integrationResponseKey: "$default" }]);
      expect(await ask({ action: "send" })).toMatch(gatewayFrame("Internal server error"));
    },
  );

  test("[GW-37] the request template is the one that the message selects", async () => {
    const requestTemplates = {
      yes: '{"statusCode": 200}',
      no: '{"statusCode": 400}',
      $default: '{"statusCode": 500}',
    };
    const response = (status: number) => ({
      integrationResponseKey: `/${status}/`,
      responseTemplates: { $default: `${status}` },
    });
    const templateSelectionExpression = "$request.body.vote";
    api.integrate(
      "send",
      mock(requestTemplates, { templateSelectionExpression }),
      [200, 400, 500].map(response),
    );
    api.integrate(
      "$default",
      mock(requestTemplates, { templateSelectionExpression }),
      [200, 400, 500].map(response),
    );
    expect(await ask({ action: "send", vote: "yes" })).toBe("200");
    expect(await ask({ action: "send", vote: "no" })).toBe("400");
    expect(await ask({ action: "send", vote: "maybe" })).toBe("500");
    expect(await ask("no json")).toBe("500");
  });

  test.each([
    ["WHEN_NO_MATCH", { other: "{}" }, "passed"],
    ["WHEN_NO_MATCH", undefined, "passed"],
    ["WHEN_NO_TEMPLATES", { other: "{}" }, "refused"],
    ["WHEN_NO_TEMPLATES", undefined, "passed"],
    ["NEVER", { other: "{}" }, "refused"],
    ["NEVER", undefined, "refused"],
  ])(
    "[GW-37] with %s and the templates %j a message without one is %s",
    async (behavior, templates, outcome) => {
      const integration = mock(templates, { passthroughBehavior: behavior });
      api.integrate("send", integration, [{ integrationResponseKey: "$default" }]);
      const message = '{"action":"send","statusCode":200}';
      if (outcome === "passed") expect(await ask(message)).toBe(message);
      else expect(await ask(message)).toMatch(gatewayFrame("Unsupported Media Type"));
    },
  );

  test("[GW-37] a message that the template cannot read is an error of this message alone", async () => {
    const requestTemplates = { $default: `{"statusCode": $input.path('$.status')}` };
    api.integrate("$default", mock(requestTemplates), [{ integrationResponseKey: "$default" }]);
    const client = await api.connect();
    client.send("no json");
    expect(await client.frame()).toMatch(gatewayFrame("Internal server error"));
    client.send({ status: 200 });
    expect(await client.frame()).toBe('{"statusCode": 200}');
  });
});

describe("a MOCK on $connect", () => {
  test("[GW-37] lets everybody in", async () => {
    api.integrate("$connect", mock(OK), [{ integrationResponseKey: "/200/" }]);
    await api.connect();
  });

  test("[GW-37] refuses with the status of its template", async () => {
    api.integrate("$connect", mock({ $default: '{"statusCode": 403}' }), [
      { integrationResponseKey: "$default" },
    ]);
    expect((await api.client().refused).status).toBe(403);
  });

  test("[GW-37] needs an integration response", async () => {
    api.integrate("$connect", mock(OK));
    expect((await api.client().refused).status).toBe(500);
  });
});

describe("an integration response", () => {
  const create = (input: object) => {
    const { integrationId } = api.gateway.createIntegration(api.apiId, mock(OK));
    return () => {
      const response = { integrationResponseKey: "$default", ...input };
      return api.gateway.createIntegrationResponse(api.apiId, integrationId, response);
    };
  };

  test.each([
    [{ integrationResponseKey: "200" }, "is neither $default nor of the form /regex/"],
    [{ integrationResponseKey: "/(/" }, "is no regular expression"],
    [{ contentHandlingStrategy: "CONVERT_TO_BINARY" }, "a text frame holds text"],
    [{ responseTemplates: { $default: "$input.params('x')" } }, "asks for $input.params"],
    [{ templateSelectionExpression: "$default" }, "a literal dollar sign is written \\$"],
  ])("[GW-37] of %j is refused", (input, why) => {
    expect(create(input)).toThrow(why);
  });

  test("[GW-37] has a key of its own", () => {
    const again = create({});
    again();
    expect(again).toThrow("has an integration response $default already");
  });

  test("[GW-37] is changed and deleted live", async () => {
    const { integrationId } = api.integrate("send", mock(OK));
    const response = { integrationResponseKey: "$default", responseTemplates: { $default: "first" } };
    const { integrationResponseId } = api.gateway.createIntegrationResponse(
      api.apiId,
      integrationId,
      response,
    );
    expect(await ask({ action: "send" })).toBe("first");
    const responseTemplates = { $default: "second" };
    api.gateway.updateIntegrationResponse(api.apiId, integrationId, integrationResponseId, {
      responseTemplates,
    });
    expect(await ask({ action: "send" })).toBe("second");
    api.gateway.deleteIntegrationResponse(api.apiId, integrationId, integrationResponseId);
    expect(await ask({ action: "send" })).toMatch(gatewayFrame("Internal server error"));
  });

  test("[GW-37] belongs to an integration, and goes with it", () => {
    const { integrationResponseId, integrationId } = create({})();
    const other = api.gateway.createIntegration(api.apiId, mock(OK)).integrationId;
    const remove = (of: string) => () =>
      api.gateway.deleteIntegrationResponse(api.apiId, of, integrationResponseId);
    expect(remove(other)).toThrow("Invalid IntegrationResponse identifier");
    api.gateway.deleteIntegration(api.apiId, integrationId);
    expect(remove(integrationId)).toThrow("Invalid IntegrationResponse identifier");
    expect(() =>
      api.gateway.createIntegrationResponse(api.apiId, integrationId, { integrationResponseKey: "$default" }),
    ).toThrow("Invalid Integration identifier");
  });
});
