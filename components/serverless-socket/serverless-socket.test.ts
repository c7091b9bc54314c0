import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { deploy, folderOf, statementsOf, valueOf } from "../testing.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import { ServerlessSocket } from "./serverless-socket.ts";
import { chat, handlers } from "./testing.ts";

const API = "aws:apigatewayv2/api:Api";
const INTEGRATION = "aws:apigatewayv2/integration:Integration";
const ROUTE = "aws:apigatewayv2/route:Route";
const ROUTE_RESPONSE = "aws:apigatewayv2/routeResponse:RouteResponse";
const STAGE = "aws:apigatewayv2/stage:Stage";
const FUNCTION = "aws:lambda/function:Function";
const PERMISSION = "aws:lambda/permission:Permission";
const TABLE = "aws:dynamodb/table:Table";

describe("the API", () => {
  test("takes a message's route from its field action, which is not the provider's default", async () => {
    expect((await chat()).one(API, "chat").inputs).toEqual({
      protocolType: "WEBSOCKET",
      routeSelectionExpression: "$request.body.action",
    });
  });

  test("has one integration per function, however many routes share it", async () => {
    const { send } = handlers();
    const deployment = await chat({ routes: { send, shout: send } });
    expect(deployment.all(FUNCTION)).toHaveLength(1);
    expect(deployment.all(INTEGRATION)).toHaveLength(1);
    expect(deployment.all(ROUTE).map(({ inputs }) => inputs.target)).toEqual([
      "integrations/chat-send-id",
      "integrations/chat-send-id",
    ]);
  });

  test("takes two spellings of a path for the same handler", async () => {
    const { send } = handlers();
    const other = send.replace("send.ts", "./send.ts");
    expect((await chat({ routes: { send, shout: other } })).all(FUNCTION)).toHaveLength(1);
  });

  test("calls a function through its invoke ARN", async () => {
    expect((await chat()).one(INTEGRATION, "chat-send").inputs).toEqual({
      apiId: "chat-id",
      integrationType: "AWS_PROXY",
      integrationMethod: "POST",
      integrationUri: "arn:aws:lambda:us-east-1:123456789012:function:project-test-chat-send/invocations",
    });
  });

  test("names authorization NONE on its routes, so that a removed authorizer is taken off", async () => {
    for (const { inputs } of (await chat()).all(ROUTE)) expect(inputs.authorizationType).toBe("NONE");
  });
});

test("a preview shows every resource, though no address is known yet", async () => {
  const named = async (preview: boolean) => {
    const { resources } = await chat({ allowedOrigins: ["https://a.example"] }, {}, { preview });
    return resources.map(({ type, name }) => `${type} ${name}`).sort();
  };
  expect(await named(true)).toEqual(await named(false));
});

describe("a reply", () => {
  test("needs both the route's selection expression and a route response", async () => {
    const { send } = handlers();
    const deployment = await chat({ routes: { send: { handler: send, reply: true } } });
    expect(deployment.one(ROUTE, "chat-send").inputs.routeResponseSelectionExpression).toBe("$default");
    expect(deployment.one(ROUTE_RESPONSE, "chat-send").inputs).toEqual({
      apiId: "chat-id",
      routeId: "chat-send-id",
      routeResponseKey: "$default",
    });
  });

  test("is not sent where it is not asked for", async () => {
    const deployment = await chat();
    expect(deployment.all(ROUTE_RESPONSE)).toEqual([]);
    expect(deployment.one(ROUTE, "chat-send").inputs).not.toHaveProperty("routeResponseSelectionExpression");
  });
});

describe("an invoke permission", () => {
  test("is given per route, also where routes share a function, and names stage and route", async () => {
    const { connect, send } = handlers();
    const deployment = await chat({ routes: { $connect: connect, send, shout: send }, stageName: "v1" });
    const api = "arn:aws:execute-api:us-east-1:123456789012:chat";
    expect(
      deployment.all(PERMISSION).map(({ name, inputs }) => [name, inputs.function, inputs.sourceArn]),
    ).toEqual([
      ["chat-connect", "project-test-chat-connect", `${api}/v1/$connect`],
      ["chat-send", "project-test-chat-send", `${api}/v1/send`],
      ["chat-shout", "project-test-chat-send", `${api}/v1/shout`],
    ]);
  });

  test("is for API Gateway alone", async () => {
    for (const { inputs } of (await chat()).all(PERMISSION)) {
      expect(inputs).toMatchObject({
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
      });
    }
  });
});

describe("the stage", () => {
  test("comes after every route, route response and permission: AWS deploys no API without routes", async () => {
    const { connect, send } = handlers();
    const deployment = await chat({ routes: { $connect: connect, send: { handler: send, reply: true } } });
    expect(deployment.one(STAGE, "chat").dependencies).toEqual(
      expect.arrayContaining([
        `${ROUTE} chat-connect`,
        `${ROUTE} chat-send`,
        `${ROUTE_RESPONSE} chat-send`,
        `${PERMISSION} chat-connect`,
        `${PERMISSION} chat-send`,
      ]),
    );
  });

  test("deploys by itself and has both throttles, without which AWS answers every message with 429", async () => {
    expect((await chat()).one(STAGE, "chat").inputs).toMatchObject({
      apiId: "chat-id",
      name: "live",
      autoDeploy: true,
      defaultRouteSettings: { throttlingBurstLimit: 500, throttlingRateLimit: 250 },
    });
  });

  test("keeps both throttles where a transform only sets a log level", async () => {
    const { send } = handlers();
    const deployment = await chat({
      routes: { send },
      throttle: { burst: 20, rate: 10 },
      transform: {
        stage: {
          defaultRouteSettings: { loggingLevel: "INFO" },
          routeSettings: [{ routeKey: "send", detailedMetricsEnabled: true }],
        },
      },
    });
    const limits = { throttlingBurstLimit: 20, throttlingRateLimit: 10 };
    expect(deployment.one(STAGE, "chat").inputs).toMatchObject({
      defaultRouteSettings: { ...limits, loggingLevel: "INFO" },
      routeSettings: [{ routeKey: "send", ...limits, detailedMetricsEnabled: true }],
    });
  });

  test("keeps both throttles where a transform says undefined, which is sent as zero", async () => {
    const limits = { throttlingBurstLimit: undefined, throttlingRateLimit: undefined };
    const stage = { defaultRouteSettings: limits, routeSettings: [{ routeKey: "send", ...limits }] };
    const { inputs } = (await chat({ transform: { stage } })).one(STAGE, "chat");
    for (const settings of [inputs.defaultRouteSettings, inputs.routeSettings[0]]) {
      expect(settings).toMatchObject({ throttlingBurstLimit: 500, throttlingRateLimit: 250 });
    }
  });

  test("is deployed whatever a transform says: one without a deployment answers 403", async () => {
    const transform = JSON.parse('{ "stage": { "autoDeploy": false } }');
    expect((await chat({ transform })).one(STAGE, "chat").inputs.autoDeploy).toBe(true);
  });

  test("has both throttles of a route that has its own", async () => {
    const { connect, send } = handlers();
    const routes = { $connect: connect, send: { handler: send, throttle: { burst: 2, rate: 0.5 } } };
    expect((await chat({ routes })).one(STAGE, "chat").inputs.routeSettings).toEqual([
      { routeKey: "send", throttlingBurstLimit: 2, throttlingRateLimit: 0.5 },
    ]);
  });
});

describe("the addresses", () => {
  test("come from the API's endpoint and the stage's name, so that handlers need no stage to be there", async () => {
    const deployment = await chat({ stageName: "v1" });
    const { url, origin, callbackUrl } = deployment.socket;
    expect(await valueOf(url)).toBe("wss://chat.execute-api.us-east-1.amazonaws.com/v1");
    expect(await valueOf(origin)).toBe("wss://chat.execute-api.us-east-1.amazonaws.com");
    expect(await valueOf(callbackUrl)).toBe("https://chat.execute-api.us-east-1.amazonaws.com/v1");
    const variables = deployment.one(FUNCTION, "chat-send").inputs.environment.variables;
    expect(variables).toEqual({
      TABLE_NAME: "chat",
      CALLBACK_URL: "https://chat.execute-api.us-east-1.amazonaws.com/v1",
    });
  });

  test("and the ARNs have no partition, region or suffix of their own", async () => {
    const china = { partition: "aws-cn", region: "cn-north-1", urlSuffix: "amazonaws.com.cn" };
    const { send } = handlers();
    const routes = { send: { handler: send, table: ["Query" as const], connections: ["POST" as const] } };
    const { resources, socket } = await chat({ routes }, {}, { place: china });
    expect(await valueOf(socket.callbackUrl)).toBe(
      "https://chat.execute-api.cn-north-1.amazonaws.com.cn/live",
    );
    const everything = JSON.stringify(resources);
    expect(everything).toContain("arn:aws-cn:execute-api:cn-north-1");
    expect(everything).not.toContain("arn:aws:");
    expect(everything).not.toContain("us-east-1");
  });

  test("of two sockets in one program are not mixed up", async () => {
    const { send } = handlers();
    const { all } = await deploy(() => {
      new ServerlessSocket("one", { routes: { send } });
      new ServerlessSocket("two", { routes: { send } });
    });
    expect(
      all(FUNCTION).map(({ name, inputs }) => [name, inputs.environment.variables.CALLBACK_URL]),
    ).toEqual([
      ["one-send", "https://one.execute-api.us-east-1.amazonaws.com/live"],
      ["two-send", "https://two.execute-api.us-east-1.amazonaws.com/live"],
    ]);
  });
});

describe("the connection table", () => {
  test("costs nothing when idle, expires what is left behind, and can be restored", async () => {
    expect((await chat()).one(TABLE, "chat").inputs).toEqual({
      billingMode: "PAY_PER_REQUEST",
      hashKey: "pk",
      rangeKey: "sk",
      attributes: [
        { name: "pk", type: "S" },
        { name: "sk", type: "S" },
      ],
      ttl: { attributeName: "exp", enabled: true },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: false,
    });
  });

  test("is protected from deletion on request, at AWS and at Pulumi", async () => {
    const table = (await chat({ deletionProtection: true })).one(TABLE, "chat");
    const { inputs, protect, retainOnDelete } = table;
    expect([inputs.deletionProtectionEnabled, protect, retainOnDelete]).toEqual([true, true, true]);
  });
});

describe("the functions", () => {
  test("take the settings of their routes", async () => {
    const { send } = handlers();
    const settings = { handler: send, timeout: 20, memory: 512, environment: { ROOM: "lobby" } };
    const { inputs } = (await chat({ routes: { send: settings } })).one(FUNCTION, "chat-send");
    expect(inputs).toMatchObject({ timeout: 20, memorySize: 512 });
    expect(inputs.environment.variables).toMatchObject({ ROOM: "lobby", TABLE_NAME: "chat" });
  });

  test("are known by route key", async () => {
    const { socket } = await chat();
    expect(Object.keys(socket.functions)).toEqual(["$connect", "send"]);
    expect(await valueOf(socket.functions.send!.name)).toBe("project-test-chat-send");
  });

  test("are named after their folder where the file is called index", async () => {
    const folder = folderOf({ "send/index.ts": "export const handler = 1;" });
    expect((await chat({ routes: { send: `${folder}/send/index.ts` } })).all(FUNCTION)[0]?.name).toBe(
      "chat-send",
    );
  });

  test("that exist already are called and not configured", async () => {
    const { all } = await deploy(() => {
      const fn = new aws.lambda.Function("mine", { role: "arn:aws:iam::123456789012:role/mine" });
      new ServerlessSocket("chat", { routes: { send: fn, shout: { handler: fn, reply: true } } });
    });
    expect(all(FUNCTION)).toHaveLength(1);
    expect(all(INTEGRATION)).toHaveLength(1);
    expect(all(PERMISSION).map(({ inputs }) => inputs.function)).toEqual(["mine", "mine"]);
  });
});

describe("the Origin list", () => {
  test("reaches the $connect handler and no other", async () => {
    const allowedOrigins = ["https://a.example", pulumi.output("https://b.example")];
    const deployment = await chat({ allowedOrigins, requireOrigin: true });
    expect(deployment.one(FUNCTION, "chat-connect").inputs.environment.variables).toMatchObject({
      ALLOWED_ORIGINS: "https://a.example,https://b.example",
      REQUIRE_ORIGIN: "true",
    });
    const other = deployment.one(FUNCTION, "chat-send").inputs.environment.variables;
    expect(Object.keys(other)).toEqual(["CALLBACK_URL", "TABLE_NAME"]);
  });

  test("may wait for something that waits for this socket's URL", async () => {
    const { connect } = handlers();
    const { one } = await deploy(() => {
      const [origin, resolveOrigin] = pulumi.deferredOutput<string>();
      const { url } = new ServerlessSocket("chat", {
        routes: { $connect: connect },
        allowedOrigins: [origin],
      });
      resolveOrigin(pulumi.interpolate`https://site-of-${url}`);
    });
    expect(one(FUNCTION, "chat-connect").inputs.environment.variables.ALLOWED_ORIGINS).toBe(
      "https://site-of-wss://chat.execute-api.us-east-1.amazonaws.com/live",
    );
  });
});

describe("what a caller can change", () => {
  test("tags reach every child that takes tags", async () => {
    const { resources } = await chat({ tags: { team: "chat" } });
    const tagged = resources.filter(({ inputs }) => inputs.tags?.team === "chat").map(({ type }) => type);
    expect([...new Set(tagged)].sort()).toEqual([
      API,
      STAGE,
      "aws:cloudwatch/logGroup:LogGroup",
      TABLE,
      "aws:iam/role:Role",
      FUNCTION,
    ]);
  });

  test.each<[keyof NonNullable<ServerlessSocketArgs["transform"]>, string, string]>([
    ["api", API, "description"],
    ["table", TABLE, "region"],
    ["authorizer", "aws:apigatewayv2/authorizer:Authorizer", "name"],
    ["integration", INTEGRATION, "description"],
    ["route", ROUTE, "operationName"],
    ["routeResponse", ROUTE_RESPONSE, "modelSelectionExpression"],
    ["integrationResponse", "aws:apigatewayv2/integrationResponse:IntegrationResponse", "responseTemplates"],
    ["model", "aws:apigatewayv2/model:Model", "description"],
    ["permission", PERMISSION, "statementId"],
    ["stage", STAGE, "description"],
    ["function", FUNCTION, "description"],
    ["role", "aws:iam/role:Role", "description"],
    ["policy", "aws:iam/rolePolicy:RolePolicy", "name"],
    ["logGroup", "aws:cloudwatch/logGroup:LogGroup", "region"],
  ])("transform.%s changes arguments and options of each %s", async (key, type, argument) => {
    const { connect, send } = handlers();
    const change = (args: object, opts: pulumi.CustomResourceOptions) => {
      Object.assign(args, { [argument]: "changed" });
      opts.protect = true;
    };
    const deployment = await chat({
      routes: {
        $connect: connect,
        send: { handler: send, reply: true, model: { type: "object" } },
        ping: { mock: "pong" },
      },
      authorizer: { handler: connect },
      accessLog: false,
      transform: { [key]: change },
    });
    const changed = deployment.all(type);
    expect(changed.length).toBeGreaterThan(0);
    for (const { inputs } of changed) expect(inputs[argument]).toBe("changed");
    const protectedTypes = deployment.resources
      .filter(({ protect }) => protect)
      .map((resource) => resource.type);
    expect(protectedTypes).toEqual(changed.map(() => type));
  });

  test("a transform may be arguments to lay over the component's own", async () => {
    const deployment = await chat({ transform: { table: { tableClass: "STANDARD_INFREQUENT_ACCESS" } } });
    expect(deployment.one(TABLE, "chat").inputs).toMatchObject({
      tableClass: "STANDARD_INFREQUENT_ACCESS",
      hashKey: "pk",
    });
  });

  test("options are passed on: provider, aliases, and the component as its children's parent", async () => {
    const { send } = handlers();
    const { resources } = await deploy(() => {
      const provider = new aws.Provider("elsewhere", { region: "eu-central-1" });
      new ServerlessSocket("chat", { routes: { send } }, { provider, aliases: [{ name: "talk" }] });
    });
    const [, component, ...children] = resources;
    expect(component?.aliases).toHaveLength(1);
    for (const child of children) expect(child.parent).toMatch(/^serverless-socket:index:/);
    for (const child of children.filter(({ type }) => type.startsWith("aws:"))) {
      expect(child.provider).toContain("elsewhere");
    }
  });

  test("grant() lets a function created elsewhere use the given verbs on this stage", async () => {
    const { send } = handlers();
    const { one } = await deploy(() => {
      const worker = new aws.lambda.Function("worker", {
        role: "arn:aws:iam::123456789012:role/path/worker",
      });
      new ServerlessSocket("chat", { routes: { send } }).grant(worker, ["POST", "DELETE"], "worker");
    });
    const { inputs } = one("aws:iam/rolePolicy:RolePolicy", "chat-worker");
    const stage = "arn:aws:execute-api:us-east-1:123456789012:chat/live";
    expect(inputs.role).toBe("worker");
    expect(statementsOf(inputs.policy)).toEqual([
      {
        Effect: "Allow",
        Action: ["execute-api:ManageConnections"],
        Resource: [`${stage}/POST/@connections/*`, `${stage}/DELETE/@connections/*`],
      },
    ]);
  });
});
