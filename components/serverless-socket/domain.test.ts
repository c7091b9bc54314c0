// A domain of one's own: what is made for it, and which addresses follow it.
import { describe, expect, test } from "vitest";
import { statementsOf, valueOf } from "../testing.ts";
import { chat, handlers } from "./testing.ts";

const API = "aws:apigatewayv2/api:Api";
const API_MAPPING = "aws:apigatewayv2/apiMapping:ApiMapping";
const CERTIFICATE = "aws:acm/certificate:Certificate";
const CERTIFICATE_VALIDATION = "aws:acm/certificateValidation:CertificateValidation";
const DOMAIN_NAME = "aws:apigatewayv2/domainName:DomainName";
const FUNCTION = "aws:lambda/function:Function";
const RECORD = "aws:route53/record:Record";

const domain = { name: "socket.example.com", zoneId: "Z1" };

describe("a domain in a zone", () => {
  test("gets a certificate that its record validates", async () => {
    const { one } = await chat({ domain });
    expect(one(CERTIFICATE, "chat").inputs).toEqual({
      domainName: "socket.example.com",
      validationMethod: "DNS",
    });
    expect(one(RECORD, "chat-validation").inputs).toMatchObject({
      zoneId: "Z1",
      name: "_check.socket.example.com.",
      type: "CNAME",
      records: ["_answer.acm-validations.aws."],
    });
    expect(one(CERTIFICATE_VALIDATION, "chat").inputs).toEqual({
      certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/chat",
      validationRecordFqdns: ["_check.socket.example.com."],
    });
  });

  test("is regional with TLS 1.2, the only kind that WebSocket APIs take, and waits for the certificate", async () => {
    const { inputs, dependencies } = (await chat({ domain })).one(DOMAIN_NAME, "chat");
    expect(inputs).toEqual({
      domainName: "socket.example.com",
      domainNameConfiguration: {
        certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/chat",
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
      },
    });
    expect(dependencies).toContain(`${CERTIFICATE_VALIDATION} chat`);
  });

  test("leads to API Gateway, and there to the stage, whatever it is called", async () => {
    const { one } = await chat({ domain, stageName: "v1" });
    expect(one(RECORD, "chat-a").inputs).toEqual({
      zoneId: "Z1",
      name: "socket.example.com",
      type: "A",
      aliases: [
        {
          name: "d-chat.execute-api.us-east-1.amazonaws.com",
          zoneId: "ZAPI",
          evaluateTargetHealth: false,
        },
      ],
    });
    expect(one(API_MAPPING, "chat").inputs).toEqual({
      apiId: "chat-id",
      domainName: "chat-id",
      stage: "chat-id",
    });
  });

  test("uses a certificate that is there", async () => {
    const { all, one } = await chat({ domain: { ...domain, certificateArn: "arn:mine" } });
    expect(all(CERTIFICATE)).toEqual([]);
    expect(all(RECORD).map(({ name }) => name)).toEqual(["chat-a"]);
    expect(one(DOMAIN_NAME, "chat").inputs.domainNameConfiguration.certificateArn).toBe("arn:mine");
  });
});

test("a domain whose zone is elsewhere makes no records", async () => {
  const elsewhere = { name: "socket.example.com", certificateArn: "arn:mine" };
  const { all, one, socket } = await chat({ domain: elsewhere });
  expect(all(RECORD)).toEqual([]);
  expect(one(DOMAIN_NAME, "chat").inputs.domainName).toBe("socket.example.com");
  expect(await valueOf(socket.domainName!.domainNameConfiguration.targetDomainName)).toBe(
    "d-chat.execute-api.us-east-1.amazonaws.com",
  );
});

describe("the addresses", () => {
  const addresses = async (args: Parameters<typeof chat>[0]) => {
    const { one, socket } = await chat(args);
    const { CALLBACK_URL } = one(FUNCTION, "chat-send").inputs.environment.variables;
    expect(await valueOf(socket.callbackUrl)).toBe(CALLBACK_URL);
    return [await valueOf(socket.url), await valueOf(socket.origin), CALLBACK_URL];
  };
  const own = "https://chat.execute-api.us-east-1.amazonaws.com/live";

  test.each([
    ["without a mapping key are the domain's", domain, "wss://socket.example.com"],
    [
      "with a mapping key end with the slash that API Gateway wants",
      { ...domain, mappingKey: "chat" },
      "wss://socket.example.com/chat/",
    ],
  ])(
    "%s, and handlers still send to the stage: the domain's path is not the stage",
    async (_title, at, url) => {
      expect(await addresses({ domain: at })).toEqual([url, "wss://socket.example.com", own]);
    },
  );

  test.each([
    ["the mapping key", { ...domain, mappingKey: "chat" }, "https://socket.example.com/chat"],
    ["no path", domain, "https://socket.example.com"],
  ])(
    "with the default endpoint off, handlers send through the domain with %s",
    async (_path, at, callbackUrl) => {
      const [, , callback] = await addresses({ domain: at, disableExecuteApiEndpoint: true });
      expect(callback).toBe(callbackUrl);
    },
  );
});

test("with the default endpoint off, a grant names API and stage as before", async () => {
  const { send } = handlers();
  const { one } = await chat({
    routes: { send: { handler: send, connections: ["POST"] } },
    domain,
    disableExecuteApiEndpoint: true,
  });
  expect(one(API, "chat").inputs.disableExecuteApiEndpoint).toBe(true);
  expect(statementsOf(one("aws:iam/rolePolicy:RolePolicy", "chat-send").inputs.policy)).toContainEqual({
    Effect: "Allow",
    Action: ["execute-api:ManageConnections"],
    Resource: ["arn:aws:execute-api:us-east-1:123456789012:chat/live/POST/@connections/*"],
  });
});

test("dual-stack is said at the API and the domain, and has a record for IPv6", async () => {
  const { all, one } = await chat({ domain, ipAddressType: "dualstack" });
  expect(one(API, "chat").inputs.ipAddressType).toBe("dualstack");
  expect(one(DOMAIN_NAME, "chat").inputs.domainNameConfiguration.ipAddressType).toBe("dualstack");
  expect(all(RECORD).map(({ inputs }) => inputs.type)).toEqual(["A", "AAAA", "CNAME"]);
});

test.each([
  ["certificate", CERTIFICATE, "keyAlgorithm"],
  ["certificateValidation", CERTIFICATE_VALIDATION, "region"],
  ["record", RECORD, "setIdentifier"],
  ["domainName", DOMAIN_NAME, "routingMode"],
  ["apiMapping", API_MAPPING, "region"],
])("transform.%s changes each %s", async (key, type, argument) => {
  const { all } = await chat({ domain, transform: { [key]: { [argument]: "changed" } } });
  expect(all(type).length).toBeGreaterThan(0);
  for (const { inputs } of all(type)) expect(inputs[argument]).toBe("changed");
});
