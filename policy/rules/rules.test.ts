import {
  type PolicyResource,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  UnknownValueError,
  unknownCheckingProxy,
} from "@pulumi/policy";
import { describe, expect, test } from "vitest";
import { tableExpiresItems } from "./dynamodb.ts";
import { rules } from "./index.ts";
import { permissionNamesItsSource } from "./lambda.ts";
import { logGroupForgets } from "./logs.ts";
import { apiHasLifecycleRoutes, stageThrottles } from "./websocket.ts";

/** The violations that `rule` reports of a resource of `type` with `props`. */
function violations({ validateResource }: ResourceValidationPolicy, type: string, props: object): string[] {
  const found: string[] = [];
  const args = { type, props, name: "chat" } as unknown as ResourceValidationArgs;
  for (const validate of [validateResource].flat()) void validate?.(args, (message) => found.push(message));
  return found;
}

const cases = [
  {
    rule: stageThrottles,
    type: "aws:apigatewayv2/stage:Stage",
    good: { defaultRouteSettings: { throttlingBurstLimit: 1, throttlingRateLimit: 1 } },
    bad: { defaultRouteSettings: { throttlingBurstLimit: 0, throttlingRateLimit: 1 } },
  },
  {
    rule: permissionNamesItsSource,
    type: "aws:lambda/permission:Permission",
    good: { principal: "apigateway.amazonaws.com", sourceArn: "arn:aws:execute-api:us-east-1:1:a/live/send" },
    bad: { principal: "apigateway.amazonaws.com", sourceArn: "arn:aws:execute-api:us-east-1:1:a/*" },
    missing: { principal: "apigateway.amazonaws.com" },
  },
  {
    rule: tableExpiresItems,
    type: "aws:dynamodb/table:Table",
    good: { ttl: { enabled: true, attributeName: "exp" } },
    bad: { ttl: { enabled: false, attributeName: "exp" } },
  },
  {
    rule: logGroupForgets,
    type: "aws:cloudwatch/logGroup:LogGroup",
    good: { retentionInDays: 14 },
    bad: { retentionInDays: 0 },
  },
];

describe.each(cases)("$rule.name", ({ rule, type, good, bad, missing = {} }) => {
  test("passes what complies", () => expect(violations(rule, type, good)).toEqual([]));
  test("reports what violates it, by the name of the resource or stage", () =>
    expect(violations(rule, type, bad)).toHaveLength(1));
  test("reports the property that is missing", () =>
    expect(violations(rule, type, missing).length).toBeGreaterThan(0));
  test("leaves other types alone", () => expect(violations(rule, "aws:s3/bucket:Bucket", bad)).toEqual([]));
  test("a value unknown in a preview is no violation but Pulumi's own notice", () => {
    const [property = ""] = Object.keys(good);
    const unknown = unknownCheckingProxy({ ...good, [property]: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
    expect(() => violations(rule, type, unknown)).toThrow(UnknownValueError);
  });
});

test("a permission of another service is none of the rule's business", () => {
  const props = { principal: "s3.amazonaws.com" };
  expect(violations(permissionNamesItsSource, "aws:lambda/permission:Permission", props)).toEqual([]);
});

describe("websocket-lifecycle-routes", () => {
  const api = (name: string, protocolType = "WEBSOCKET") =>
    ({
      type: "aws:apigatewayv2/api:Api",
      urn: `urn:${name}`,
      name,
      props: { protocolType },
    }) as unknown as PolicyResource;
  const route = (owner: PolicyResource, routeKey: string) =>
    ({
      type: "aws:apigatewayv2/route:Route",
      props: { routeKey },
      propertyDependencies: { apiId: [owner] },
    }) as unknown as PolicyResource;
  const check = (resources: PolicyResource[]) => {
    const found: string[] = [];
    const args = {
      resources,
      getConfig: <T>() => ({}) as T,
      notApplicable: () => expect.unreachable(),
      stackTags: new Map(),
    };
    void apiHasLifecycleRoutes.validateStack(args, (message) => found.push(message));
    return found;
  };

  test("passes an API with all three routes", () => {
    const chat = api("chat");
    expect(check([chat, ...["$connect", "$disconnect", "$default"].map((key) => route(chat, key))])).toEqual(
      [],
    );
  });
  test("names the API and the routes it lacks, and does not count those of another API", () => {
    const [chat, other] = [api("chat"), api("other")];
    const routes = [
      route(chat, "$connect"),
      ...["$connect", "$disconnect", "$default"].map((key) => route(other, key)),
    ];
    expect(check([chat, other, ...routes])).toEqual(["the API chat has no route $disconnect, $default"]);
  });
  test("leaves HTTP APIs alone", () => expect(check([api("rest", "HTTP")])).toEqual([]));
});

test("every rule says why and what to do", () => {
  for (const rule of rules) {
    expect(rule).toMatchObject({
      description: expect.any(String),
      remediationSteps: expect.any(String),
      url: expect.any(String),
    });
  }
});
