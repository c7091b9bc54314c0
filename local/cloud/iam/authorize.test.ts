import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestContext, type TestContext } from "../testing.ts";
import { type AccessRequest, Iam, type Principal } from "./iam.ts";

const TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/chat";
const ROLE = "arn:aws:iam::000000000000:role/chat";
const SESSION = "arn:aws:sts::000000000000:assumed-role/chat/send";
const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:send";
const LAMBDA = { service: "lambda.amazonaws.com", sourceArn: FUNCTION };

const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const trust = (more: object = {}) =>
  policy({ Effect: "Allow", Principal: { Service: LAMBDA.service }, Action: "sts:AssumeRole", ...more });
const allow = (Action: string, Resource = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (Action: string, Resource = "*") => ({ ...allow(Action, Resource), Effect: "Deny" });

let context: TestContext;
let iam: Iam;
let principal: Principal;

beforeEach(async () => {
  context = await createTestContext();
  iam = new Iam(context);
  iam.createRole({ roleName: "chat", assumeRolePolicyDocument: trust() });
  ({ principal } = iam.assumeRole(ROLE, "send", LAMBDA));
});

afterEach(() => context.dispose());

const put = (...statements: object[]) => iam.putRolePolicy("chat", "own", policy(...statements));

function ask(request: Partial<AccessRequest> = {}) {
  try {
    iam.authorize({ principal, action: "dynamodb:GetItem", resource: TABLE, ...request });
    return "allowed";
  } catch (error) {
    return error;
  }
}

describe("a session of a role", () => {
  test("may do nothing by itself, and is told so in AWS's words", () => {
    expect(ask()).toMatchObject({
      code: "AccessDeniedException",
      status: 400,
      message: `User: ${SESSION} is not authorized to perform: dynamodb:GetItem on resource: ${TABLE} because no identity-based policy allows the dynamodb:GetItem action`,
      remedy: `{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"${TABLE}"}`,
    });
  });

  test("may do what its role's policies allow, from the moment they do until they do no more", () => {
    put(allow("dynamodb:GetItem", TABLE));
    expect(ask()).toBe("allowed");
    expect(ask({ action: "dynamodb:PutItem" })).toMatchObject({ code: "AccessDeniedException" });
    expect(ask({ resource: `${TABLE}2` })).toMatchObject({ code: "AccessDeniedException" });
    iam.deleteRolePolicy("chat", "own");
    expect(ask()).toMatchObject({ code: "AccessDeniedException" });
    const { arn } = iam.createPolicy({ policyName: "read", policyDocument: policy(allow("dynamodb:*")) });
    iam.attachRolePolicy("chat", arn);
    expect(ask()).toBe("allowed");
    iam.updatePolicy(arn, { policyDocument: policy(allow("s3:*")) });
    expect(ask()).toMatchObject({ code: "AccessDeniedException" });
  });

  test("may do nothing that a policy denies, and nothing is proposed to add", () => {
    put(allow("*"), deny("dynamodb:*"));
    expect(ask()).toMatchObject({
      message: expect.stringMatching(/ with an explicit deny in an identity-based policy$/),
      remedy: undefined,
    });
  });

  test("does with the statement that the refusal proposes what it was refused", () => {
    for (const [action, resource] of [
      ["dynamodb:Query", `${TABLE}/index/by-room`],
      [
        "execute-api:ManageConnections",
        "arn:aws:execute-api:us-east-1:000000000000:abc/dev/POST/@connections/x=",
      ],
    ] as const) {
      const { remedy } = ask({ action, resource }) as { remedy: string };
      put(JSON.parse(remedy));
      expect(ask({ action, resource })).toBe("allowed");
    }
  });

  test("is told of a missing grant for connections as API Gateway tells it", () => {
    const resource = "arn:aws:execute-api:us-east-1:000000000000:abc/dev/POST/@connections/x=";
    expect(ask({ action: "execute-api:ManageConnections", resource })).toMatchObject({
      code: "AccessDeniedException",
      status: 403,
      message: `User: ${SESSION} is not authorized to perform: execute-api:ManageConnections on resource: arn:aws:execute-api:us-east-1:********0000:abc/dev/POST/@connections/{connectionId}`,
    });
  });

  test("is known to conditions with its role's tags, its function and what the service tells", () => {
    iam.updateRole("chat", { tags: { team: "blue" } });
    put(
      allow("dynamodb:GetItem", "*", {
        Condition: {
          StringEquals: { "aws:PrincipalTag/team": "blue", "dynamodb:Select": "COUNT" },
          StringLike: { "aws:userid": "AROA*:send" },
          ArnEquals: { "lambda:SourceFunctionArn": FUNCTION, "aws:PrincipalArn": ROLE },
        },
      }),
    );
    expect(ask({ context: { "dynamodb:Select": "COUNT" } })).toBe("allowed");
    expect(ask({ context: () => ({ "dynamodb:Select": "SPECIFIC_ATTRIBUTES" }) })).toMatchObject({
      code: "AccessDeniedException",
    });
  });

  test("meets an error that names what cannot be decided, where the answer depends on it", () => {
    put(allow("dynamodb:GetItem", TABLE, { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }));
    expect(ask()).toMatchObject({ code: "NotImplemented", message: expect.stringContaining("aws:SourceIp") });
    expect(ask({ action: "dynamodb:PutItem" })).toMatchObject({ code: "AccessDeniedException" });
    expect(ask({ context: { "aws:SourceIp": "10.1.2.3" } })).toBe("allowed");
  });
});

test("the root may do everything", () => {
  expect(ask({ principal: { arn: "arn:aws:iam::000000000000:root", kind: "root" } })).toBe("allowed");
});

describe("AWS's own policies", () => {
  const attach = (name: string) => iam.attachRolePolicy("chat", `arn:aws:iam::aws:policy/${name}`);

  test.each([
    ["AdministratorAccess", "sqs:SendMessage", "*"],
    ["AmazonDynamoDBFullAccess", "dynamodb:PutItem", TABLE],
    ["AmazonDynamoDBReadOnlyAccess", "dynamodb:GetItem", TABLE],
    [
      "AmazonAPIGatewayInvokeFullAccess",
      "execute-api:ManageConnections",
      "arn:aws:execute-api:us-east-1:000000000000:a/b/POST/@connections/c",
    ],
    [
      "service-role/AWSLambdaBasicExecutionRole",
      "logs:PutLogEvents",
      "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f:log-stream:s",
    ],
    ["AWSLambda_FullAccess", "lambda:InvokeFunction", FUNCTION],
    [
      "AWSLambda_FullAccess",
      "logs:GetLogEvents",
      "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f:log-stream:s",
    ],
  ])("%s allows %s", (name, action, resource) => {
    expect(ask({ action, resource })).not.toBe("allowed");
    attach(name);
    expect(ask({ action, resource })).toBe("allowed");
    expect(ask({ action: "iam:CreateUser" })).toEqual(
      name === "AdministratorAccess" ? "allowed" : expect.any(Error),
    );
  });

  test("deny where they are made to", () => {
    put(allow("*"));
    attach("AWSDenyAll");
    expect(ask()).toMatchObject({ message: expect.stringContaining("explicit deny") });
  });

  test("whose text is not known here are named, unless something else allows", () => {
    attach("ReadOnlyAccess");
    expect(ask()).toMatchObject({
      code: "NotImplemented",
      message: expect.stringContaining("arn:aws:iam::aws:policy/ReadOnlyAccess"),
    });
    put(allow("dynamodb:GetItem"));
    expect(ask()).toBe("allowed");
  });
});

describe("a permissions boundary", () => {
  const bound = (...statements: object[]) => {
    const { arn } = iam.createPolicy({ policyName: "boundary", policyDocument: policy(...statements) });
    iam.putRolePermissionsBoundary("chat", arn);
    return arn;
  };

  test("limits what the role's policies allow, and allows nothing by itself", () => {
    put(allow("dynamodb:GetItem"), allow("dynamodb:PutItem"));
    const arn = bound(allow("dynamodb:GetItem"), allow("dynamodb:Query"));
    expect(ask()).toBe("allowed");
    expect(ask({ action: "dynamodb:PutItem" })).toMatchObject({
      message: expect.stringMatching(/ because no permissions boundary allows the dynamodb:PutItem action$/),
    });
    expect(ask({ action: "dynamodb:Query" })).toMatchObject({
      message: expect.stringContaining("no identity-based policy allows"),
    });
    expect(() => iam.deletePolicy(arn)).toThrow("Cannot delete a policy attached to entities.");
    iam.putRolePermissionsBoundary("chat", undefined);
    expect(ask({ action: "dynamodb:PutItem" })).toBe("allowed");
  });

  test("denies in its own name", () => {
    put(allow("*"));
    bound(allow("*"), deny("dynamodb:*"));
    expect(ask()).toMatchObject({
      message: expect.stringMatching(/ with an explicit deny in a permissions boundary$/),
    });
  });

  test("has to exist", () => {
    const permissionsBoundary = "arn:aws:iam::000000000000:policy/none";
    expect(() => iam.putRolePermissionsBoundary("chat", permissionsBoundary)).toThrow("does not exist");
    expect(() =>
      iam.createRole({ roleName: "b", assumeRolePolicyDocument: trust(), permissionsBoundary }),
    ).toThrow("does not exist");
  });

  test("holds for what a resource allows the role, but not for what it allows the session", () => {
    bound(allow("s3:*"));
    const resourcePolicy = (AWS: string) => policy({ ...allow("dynamodb:GetItem"), Principal: { AWS } });
    expect(ask({ resourcePolicy: resourcePolicy(ROLE) })).toMatchObject({ code: "AccessDeniedException" });
    expect(ask({ resourcePolicy: resourcePolicy(SESSION) })).toBe("allowed");
  });
});

describe("a resource's policy", () => {
  const resourcePolicy = (statement: object) => policy({ Principal: { AWS: ROLE }, ...statement });

  test("lets a role in without a policy of its own", () => {
    expect(ask({ resourcePolicy: resourcePolicy(allow("dynamodb:GetItem", TABLE)) })).toBe("allowed");
  });

  test("denies what the role's policies allow", () => {
    put(allow("*"));
    expect(ask({ resourcePolicy: resourcePolicy(deny("dynamodb:GetItem")) })).toMatchObject({
      message: expect.stringMatching(/ with an explicit deny in a resource-based policy$/),
    });
  });

  test("that names the account leaves it to the role's policies", () => {
    const document = policy({ ...allow("*"), Principal: { AWS: "000000000000" } });
    expect(ask({ resourcePolicy: document })).toMatchObject({ code: "AccessDeniedException" });
    put(allow("dynamodb:GetItem"));
    expect(ask({ resourcePolicy: document })).toBe("allowed");
  });
});

describe("a role is assumed", () => {
  const retrust = (document: string) => iam.updateRole("chat", { assumeRolePolicyDocument: document });

  test("by the service that its trust policy names", () => {
    expect(iam.mayAssume(ROLE, LAMBDA)).toBe(true);
    expect(iam.mayAssume(ROLE, { ...LAMBDA, service: "sns.amazonaws.com" })).toBe(false);
    expect(iam.mayAssume(`${ROLE}2`, LAMBDA)).toBe(false);
    retrust(trust({ Principal: { Service: "sns.amazonaws.com" } }));
    expect(iam.mayAssume(ROLE, LAMBDA)).toBe(false);
    expect(() => iam.assumeRole(ROLE, "send", LAMBDA)).toThrow("not authorized to perform: sts:AssumeRole");
  });

  test("under the conditions of its trust policy", () => {
    const fromFunction = (name: string) =>
      trust({ Condition: { ArnLike: { "aws:SourceArn": `arn:aws:lambda:*:*:function:${name}` } } });
    retrust(fromFunction("s*"));
    expect(iam.mayAssume(ROLE, LAMBDA)).toBe(true);
    retrust(fromFunction("other"));
    expect(iam.mayAssume(ROLE, LAMBDA)).toBe(false);
    retrust(trust({ Condition: { StringEquals: { "sts:ExternalId": "1" } } }));
    expect(() => iam.mayAssume(ROLE, LAMBDA)).toThrow("sts:ExternalId");
  });
});
