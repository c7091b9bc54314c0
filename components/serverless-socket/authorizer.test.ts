// Who may connect: what each kind of authorizer makes of the API.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { deploy, folderOf, statementsOf } from "../testing.ts";
import type { Authorizer } from "./authorizer-args.ts";
import { ServerlessSocket } from "./serverless-socket.ts";

const AUTHORIZER = "aws:apigatewayv2/authorizer:Authorizer";
const FUNCTION = "aws:lambda/function:Function";
const PERMISSION = "aws:lambda/permission:Permission";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ROUTE = "aws:apigatewayv2/route:Route";
const STAGE = "aws:apigatewayv2/stage:Stage";

const SUB_PROTOCOL = "route.request.header.Sec-WebSocket-Protocol";
const ISSUER = { issuer: "https://issuer.example", audience: "app" };

function handlers() {
  const source = "export const handler = async () => ({ statusCode: 200 });";
  const folder = folderOf({ "authorize.ts": source, "connect.ts": source, "send.ts": source });
  return { authorize: `${folder}/authorize.ts`, connect: `${folder}/connect.ts`, send: `${folder}/send.ts` };
}

/** Deploys a socket `chat` with the routes `$connect` and `send` and what `authorizer` makes of the handlers. */
async function guarded(authorizer: (paths: ReturnType<typeof handlers>) => Authorizer | undefined) {
  const paths = handlers();
  const routes = { $connect: paths.connect, send: paths.send };
  return deploy(() => {
    new ServerlessSocket("chat", {
      routes,
      authorizer: authorizer(paths),
      allowedOrigins: ["https://a.example"],
    });
  });
}

describe("the routes", () => {
  test.each<[string, Authorizer | undefined, string]>([
    ["nothing", undefined, "NONE"],
    ["iam", "iam", "AWS_IAM"],
    ["an issuer", ISSUER, "CUSTOM"],
  ])("with %s as authorizer, $connect says so", async (_kind, authorizer, authorizationType) => {
    const { one } = await guarded(() => authorizer);
    expect(one(ROUTE, "chat-connect").inputs.authorizationType).toBe(authorizationType);
  });

  test("other than $connect say NONE: API Gateway refuses anything else there", async () => {
    for (const authorizer of ["iam", ISSUER] as const) {
      const { inputs } = (await guarded(() => authorizer)).one(ROUTE, "chat-send");
      expect(inputs).toMatchObject({ authorizationType: "NONE" });
      expect(inputs.authorizerId).toBeUndefined();
    }
  });

  test("say NONE where there is no authorizer, or one that is removed would stay", async () => {
    const routes = (await guarded(() => undefined)).all(ROUTE);
    expect(routes.map(({ inputs }) => inputs.authorizationType)).toEqual(["NONE", "NONE"]);
  });
});

describe("the authorizer", () => {
  test("is of type REQUEST, since a WebSocket API has no JWT authorizers, and without what only HTTP APIs have", async () => {
    const { one } = await guarded(() => ISSUER);
    expect(one(AUTHORIZER, "chat-authorizer").inputs).toEqual({
      apiId: "chat-id",
      authorizerType: "REQUEST",
      authorizerUri:
        "arn:aws:lambda:us-east-1:123456789012:function:project-test-chat-authorizer/invocations",
      identitySources: [SUB_PROTOCOL],
    });
    expect(one(ROUTE, "chat-connect").inputs.authorizerId).toBe("chat-authorizer-id");
  });

  test("may call its function, and no other authorizer or API may", async () => {
    const { one } = await guarded(({ authorize }) => ({ handler: authorize }));
    expect(one(PERMISSION, "chat-authorizer").inputs).toEqual({
      action: "lambda:InvokeFunction",
      function: "project-test-chat-authorizer",
      principal: "apigateway.amazonaws.com",
      sourceArn: "arn:aws:execute-api:us-east-1:123456789012:chat/authorizers/chat-authorizer-id",
    });
  });

  test("is deployed with its permission: the stage waits for it", async () => {
    const { one } = await guarded(() => ISSUER);
    expect(one(STAGE, "chat").dependencies).toContain(`${PERMISSION} chat-authorizer`);
  });

  test("has an identity source that browsers can send, unless told otherwise", async () => {
    const byDefault = await guarded(({ authorize }) => ({ handler: authorize }));
    expect(byDefault.one(AUTHORIZER, "chat-authorizer").inputs.identitySources).toEqual([SUB_PROTOCOL]);
    const identitySources: ["route.request.querystring.key"] = ["route.request.querystring.key"];
    const told = await guarded(({ authorize }) => ({ handler: authorize, identitySources }));
    expect(told.one(AUTHORIZER, "chat-authorizer").inputs.identitySources).toEqual(identitySources);
  });

  test.each<[object, string[]]>([
    [{}, [SUB_PROTOCOL]],
    [{ tickets: true }, [SUB_PROTOCOL]],
    [{ tokenFrom: ["header"] }, ["route.request.header.Authorization"]],
    [{ tokenFrom: ["query"] }, ["route.request.querystring.token"]],
    [{ tokenFrom: ["query"], tickets: true }, []],
    [{ tokenFrom: ["sub-protocol", "header"] }, []],
  ])("requires of an issuer's clients with %j only what all of them send: %j", async (settings, expected) => {
    const { one } = await guarded(() => ({ ...ISSUER, ...settings }));
    expect(one(AUTHORIZER, "chat-authorizer").inputs.identitySources).toEqual(expected);
  });
});

describe("the function", () => {
  test("of a handler has the settings that it was given, the table and the Origin list", async () => {
    const { one } = await guarded(({ authorize }) => ({
      handler: authorize,
      timeout: 5,
      memory: 512,
      environment: { REALM: "staff" },
      table: ["GetItem"],
    }));
    const { inputs } = one(FUNCTION, "chat-authorizer");
    expect(inputs).toMatchObject({ timeout: 5, memorySize: 512 });
    expect(inputs.environment.variables).toEqual({
      ALLOWED_ORIGINS: "https://a.example",
      REALM: "staff",
      TABLE_NAME: "chat",
    });
    expect(statementsOf(one(POLICY, "chat-authorizer").inputs.policy)).toContainEqual({
      Effect: "Allow",
      Action: ["dynamodb:GetItem"],
      Resource: ["arn:aws:dynamodb:us-east-1:123456789012:table/chat"],
    });
  });

  test("that exists already is asked and not configured", async () => {
    const { connect } = handlers();
    const { all, one } = await deploy(() => {
      const fn = new aws.lambda.Function("mine", { role: "arn:aws:iam::123456789012:role/mine" });
      new ServerlessSocket("chat", { routes: { $connect: connect }, authorizer: { handler: fn } });
    });
    expect(all(FUNCTION).map(({ name }) => name)).toEqual(["chat-connect", "mine"]);
    expect(one(PERMISSION, "chat-authorizer").inputs.function).toBe("mine");
  });

  test("of an issuer knows what is in the arguments, outputs included", async () => {
    const { one } = await guarded(() => ({
      issuer: pulumi.output("https://issuer.example"),
      audience: ["app", pulumi.output("other")],
      jwksUri: "https://issuer.example/keys",
      clockSkew: 5,
      claims: ["email", "groups"],
      tokenFrom: ["sub-protocol", "query"],
    }));
    expect(one(FUNCTION, "chat-authorizer").inputs.environment.variables).toEqual({
      ALLOWED_ORIGINS: "https://a.example",
      AUDIENCE: "app,other",
      CLAIMS: "email,groups",
      CLOCK_SKEW_SECONDS: "5",
      ISSUER: "https://issuer.example",
      JWKS_URI: "https://issuer.example/keys",
      TABLE_NAME: "chat",
      TOKEN_FROM: "sub-protocol,query",
    });
  });

  test("of an issuer names its source without the folder, which differs from machine to machine", async () => {
    const { one } = await guarded(() => ISSUER);
    expect(one(FUNCTION, "chat-authorizer").inputs.description).toBe("serverless-socket/token-authorizer.ts");
  });

  test("of an issuer may take tickets out of the table where there are some, and else nothing", async () => {
    const actions = async (tickets: boolean) =>
      statementsOf(
        (await guarded(() => ({ ...ISSUER, tickets }))).one(POLICY, "chat-authorizer").inputs.policy,
      ).slice(1);
    expect(await actions(false)).toEqual([]);
    expect(await actions(true)).toEqual([
      {
        Effect: "Allow",
        Action: ["dynamodb:DeleteItem"],
        Resource: ["arn:aws:dynamodb:us-east-1:123456789012:table/chat"],
        Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["TICKET#*"] } },
      },
    ]);
  });
});

test("the function for tickets alone takes them out of the table, asked by every client", async () => {
  const { one } = await guarded(() => "tickets");
  expect(one(AUTHORIZER, "chat-authorizer").inputs.identitySources).toEqual([]);
  const { environment, description } = one(FUNCTION, "chat-authorizer").inputs;
  expect(description).toBe("serverless-socket/ticket-authorizer.ts");
  expect(environment.variables).toEqual({ ALLOWED_ORIGINS: "https://a.example", TABLE_NAME: "chat" });
  expect(statementsOf(one(POLICY, "chat-authorizer").inputs.policy).slice(1)).toEqual([
    expect.objectContaining({ Action: ["dynamodb:DeleteItem"] }),
  ]);
});

test("grantTickets() lets a function created elsewhere make tickets and touch no other row", async () => {
  const { connect } = handlers();
  const { one } = await deploy(() => {
    const login = new aws.lambda.Function("login", { role: "arn:aws:iam::123456789012:role/login" });
    const authorizer = { ...ISSUER, tickets: true };
    new ServerlessSocket("chat", { routes: { $connect: connect }, authorizer }).grantTickets(login);
  });
  const { inputs } = one(POLICY, "chat-tickets");
  expect(inputs.role).toBe("login");
  expect(statementsOf(inputs.policy)).toEqual([
    {
      Effect: "Allow",
      Action: ["dynamodb:PutItem"],
      Resource: ["arn:aws:dynamodb:us-east-1:123456789012:table/chat"],
      Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["TICKET#*"] } },
    },
  ]);
});
