import { afterAll, beforeAll, vi } from "vitest";
import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import * as rules from "./lambda-function.ts";
import { ALIAS, FUNCTION, INTEGRATION, LOG_GROUP } from "./types.ts";

// Runtimes end as the real time goes on, and the tests are not to.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-07-31") });
});
afterAll(() => {
  vi.useRealTimers();
});

const fn = (props: Record<string, unknown>) => [resource(FUNCTION, props)];

describeRule(rules.runtimeIsSupported, {
  compliant: {
    "a runtime of today": fn({ runtime: "nodejs24.x" }),
    "a runtime that AWS has not told the end of": fn({ runtime: "nodejs99.x" }),
    "a container image": fn({}),
  },
  violating: {
    "a runtime that has ended": fn({ runtime: "nodejs16.x" }),
    "a runtime on the first day without patches": fn({ runtime: "provided.al2" }),
  },
  unknown: { "a runtime that is not known": fn({ runtime: UNKNOWN }) },
  configured: {
    "a day on which it has ended": {
      config: { today: "2028-04-30" },
      resources: fn({ runtime: "nodejs24.x" }),
      violates: true,
    },
    "an end of its own": {
      config: { endOfSupport: { "nodejs16.x": "2999-01-01" } },
      resources: fn({ runtime: "nodejs16.x" }),
      violates: false,
    },
  },
});

function behind(props: Record<string, unknown>) {
  const [handler] = [resource(FUNCTION, props)];
  return [handler, resource(INTEGRATION, { integrationUri: UNKNOWN }, { integrationUri: handler })];
}

function behindAlias(props: Record<string, unknown>) {
  const handler = resource(FUNCTION, props);
  const alias = resource(ALIAS, { functionVersion: UNKNOWN }, { functionName: handler });
  return [handler, alias, resource(INTEGRATION, { integrationUri: UNKNOWN }, { integrationUri: alias })];
}

describeRule(rules.timeoutWithinGateway, {
  compliant: {
    "as long as the gateway waits": behind({ timeout: 29 }),
    "Lambda's default": behind({}),
    "a worker that no API calls": fn({ timeout: 900 }),
    "as long as the gateway waits, called by an alias": behindAlias({ timeout: 29 }),
  },
  violating: {
    "a second more": behind({ timeout: 30 }),
    "a second more, called by an alias": behindAlias({ timeout: 30 }),
  },
  unknown: { "a timeout that is not known": behind({ timeout: UNKNOWN }) },
});

describeRule(rules.concurrencyIsNotZero, {
  compliant: {
    "nothing reserved": fn({}),
    "none, in the provider's words": fn({ reservedConcurrentExecutions: -1 }),
    one: fn({ reservedConcurrentExecutions: 1 }),
  },
  violating: { zero: fn({ reservedConcurrentExecutions: 0 }) },
  unknown: { "a number that is not known": fn({ reservedConcurrentExecutions: UNKNOWN }) },
});

describeRule(rules.functionTraces, {
  compliant: { "active tracing": fn({ tracingConfig: { mode: "Active" } }) },
  violating: { "passive tracing": fn({ tracingConfig: { mode: "PassThrough" } }), "nothing said": fn({}) },
  unknown: { "a mode that is not known": fn({ tracingConfig: { mode: UNKNOWN } }) },
});

const group = resource(LOG_GROUP, { name: "/aws/lambda/chat" });

describeRule(rules.functionHasLogGroup, {
  compliant: {
    "the group with its name": [...fn({ name: "chat" }), group],
    "a group that it names": [...fn({ name: "x", loggingConfig: { logGroup: "/aws/lambda/chat" } }), group],
    "a group whose name a preview does not know": [
      resource(FUNCTION, { loggingConfig: { logGroup: UNKNOWN } }, { loggingConfig: group }),
      group,
    ],
  },
  violating: {
    "a function without a group": fn({ name: "alone" }),
    "a group of the name that Pulumi gave a function": fn({ loggingConfig: { logGroup: "/elsewhere" } }),
  },
  unknown: { "a name that is not known": fn({ name: UNKNOWN }) },
});

const inVpc = (vpcConfig: unknown) => fn({ vpcConfig });

describeRule(rules.functionOutlivesZone, {
  compliant: {
    "no VPC": fn({}),
    "two subnets that a preview does not know": inVpc({ subnetIds: [UNKNOWN, UNKNOWN] }),
    "none, by which a function leaves its VPC": inVpc({ subnetIds: [] }),
  },
  violating: { "a single subnet": inVpc({ subnetIds: [UNKNOWN] }) },
  unknown: { "a VPC that is not known": inVpc(UNKNOWN) },
});
