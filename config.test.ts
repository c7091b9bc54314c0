import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ConfigError } from "./components/errors.ts";
import { readConfig } from "./config.ts";

const DEFAULTS = {
  stageName: "live",
  allowedOrigins: "[]",
  requireOrigin: "false",
  throttleBurst: "500",
  throttleRate: "250",
  logRetentionDays: "30",
  accessLog: "auto",
  executionLog: "OFF",
  accountLogging: "false",
  detailedMetrics: "false",
  tracing: "false",
  alarms: "false",
  alarmTopic: "",
  alarmEmails: "[]",
  socketDomain: "",
  siteDomain: "",
  zoneId: "",
  deletionProtection: "true",
  https: "true",
};

/** Reads a config that has these values besides the defaults; one that is undefined is not set. */
function read(values: Partial<Record<keyof typeof DEFAULTS, string>> = {}) {
  const set = Object.entries({ ...DEFAULTS, ...values }).filter(([, value]) => value !== undefined);
  pulumi.runtime.setAllConfig(Object.fromEntries(set.map(([key, value]) => [`chat:${key}`, `${value}`])));
  return readConfig();
}

/** The lines of the error with which values are refused. */
function refusalOf(values: Parameters<typeof read>[0]) {
  try {
    read(values);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
  return [];
}

beforeEach(async () => {
  await pulumi.runtime.setMocks(
    { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
    "chat",
    "dev",
  );
});

test("the config arrives as what it means", () => {
  expect(read({ allowedOrigins: '["https://a.example","http://localhost:5173"]', https: "false" })).toEqual({
    allowedOrigins: ["https://a.example", "http://localhost:5173"],
    accountLogging: false,
    socket: {
      stageName: "live",
      requireOrigin: false,
      throttle: { burst: 500, rate: 250 },
      logRetentionDays: 30,
      detailedMetrics: false,
      tracing: false,
      deletionProtection: true,
    },
    site: { https: false },
  });
});

test("what is OFF, and what is empty, is left to the components", () => {
  expect(read({ executionLog: "ERROR" }).socket.executionLog).toBe("ERROR");
  expect(read({ alarms: "true" }).alarms).toEqual({ emails: [] });
  const alarmTopic = "arn:aws:sns:us-east-1:123456789012:operations";
  expect(read({ alarms: "true", alarmTopic }).alarms).toEqual({ actions: [alarmTopic], emails: [] });
  expect(read({ socketDomain: "socket.example.com", zoneId: "Z1" }).socket.domain).toEqual({
    name: "socket.example.com",
    zoneId: "Z1",
  });
  expect(read({ siteDomain: "chat.example.com", zoneId: "Z1" }).site.domain).toEqual({
    name: "chat.example.com",
    zoneId: "Z1",
  });
});

test.each([
  ["auto", "false", undefined],
  ["auto", "true", true],
  ["always", "false", true],
  ["never", "true", false],
])("an access log is %s wanted, with the role made here: %s", (accessLog, accountLogging, wanted) => {
  expect(read({ accessLog, accountLogging }).socket.accessLog).toBe(wanted);
});

test.each([
  [{ socketDomain: "socket.example.com" }, "socketDomain"],
  [{ siteDomain: "chat.example.com" }, "siteDomain"],
  [{ socketDomain: "socket.example.com", siteDomain: "chat.example.com" }, "socketDomain and siteDomain"],
])("the domains of %j need their zone", (domains, owners) => {
  expect(refusalOf(domains)).toEqual([
    'The config of stack "dev" cannot be used:',
    `  - chat:zoneId is "": the value is not allowed. Set it to the ID of the zone of ${owners}.`,
  ]);
});

test("the site is not where the socket is", () => {
  const domains = { socketDomain: "chat.example.com", siteDomain: "chat.example.com", zoneId: "Z1" };
  expect(refusalOf(domains)[1]).toContain("chat:siteDomain is");
  expect(refusalOf(domains)[1]).toContain("Set it to another name than that of socketDomain.");
});

test.each<[keyof typeof DEFAULTS, string, string]>([
  ["stageName", "$default", "1 to 128 letters, digits, hyphens and underscores"],
  ["stageName", "", "1 to 128 letters, digits, hyphens and underscores"],
  ["requireOrigin", "yes", "true or false"],
  ["throttleBurst", "0", "a whole number of at least 1"],
  ["throttleRate", "1.5", "a whole number of at least 1"],
  ["deletionProtection", "TRUE", "true or false"],
  ["https", "1", "true or false"],
  ["accessLog", "true", "auto, always or never"],
  ["executionLog", "error", "OFF, ERROR or INFO"],
  ["alarmTopic", "operations", "the ARN of an SNS topic, or to nothing"],
  ["alarmEmails", '["operations"]', "a list of e-mail addresses, such as operations@example.com"],
  ["socketDomain", "https://a.example", "a name in lower case, such as chat.example.com, or to nothing"],
  ["siteDomain", "Chat.example.com", "a name in lower case, such as chat.example.com, or to nothing"],
  [
    "zoneId",
    "a.example",
    "the ID of a hosted zone of Route 53, such as Z0123456789ABCDEFGHIJ, or to nothing",
  ],
])("%s may not be %j", (key, value, allowed) => {
  expect(refusalOf({ [key]: value })).toEqual([
    'The config of stack "dev" cannot be used:',
    `  - chat:${key} is ${JSON.stringify(value)}: the value is not allowed. Set it to ${allowed}.`,
  ]);
});

test.each(["https://a.example", '"https://a.example"', '["a.example"]', '["https://a.example/chat"]', "[1]"])(
  "allowedOrigins may not be %s",
  (value) => {
    expect(refusalOf({ allowedOrigins: value })[1]).toContain("a list of origins as browsers send them");
  },
);

test("logRetentionDays has to be a time that CloudWatch knows", () => {
  expect(refusalOf({ logRetentionDays: "31" })[1]).toContain("Set it to one of 1, 3, 5, 7, 14, 30, 60,");
});

test("every mistake is told at once, a missing key among them", () => {
  expect(
    refusalOf({ stageName: "a b", https: undefined, throttleRate: "0" }).map((line) =>
      line.split(":").slice(0, 2).join(":"),
    ),
  ).toEqual([
    'The config of stack "dev" cannot be used:',
    '  - chat:stageName is "a b"',
    '  - chat:throttleRate is "0"',
    "  - chat:https",
  ]);
});

describe("Pulumi.yaml", () => {
  const { config } = parse(readFileSync("Pulumi.yaml", "utf8"));

  test("has a default and a description for each key that the program reads, and for no other", () => {
    const entries = Object.entries<{ type: string; description: string; default: unknown }>(config);
    // Keys with a namespace are Pulumi's own: `pulumi new` notes there which template a project was made from.
    const described = entries.filter(([key]) => !key.includes(":"));
    for (const [key, { description, type }] of described)
      expect([key, typeof description, !!type]).toEqual([key, "string", true]);
    const defaults = described.map(([key, entry]) => [
      key,
      typeof entry.default === "string" ? entry.default : JSON.stringify(entry.default),
    ]);
    expect(Object.fromEntries(defaults)).toEqual(DEFAULTS);
  });

  test.each(["dev", "prod", "local"])("has the keys that the stack %s sets", (stack) => {
    const set = Object.keys(parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")).config);
    // Without a namespace they stay the project's own under another name, which the CLI then writes before them.
    const own = set.filter((key) => !key.startsWith("aws:")).map((key) => key.split(":").at(-1));
    expect(Object.keys(DEFAULTS)).toEqual(expect.arrayContaining(own));
  });
});
