import { expect, test } from "vitest";
import { ApiGatewayLogging } from "./api-gateway-logging.ts";
import { ServerlessSocket } from "./serverless-socket/serverless-socket.ts";
import { handlers } from "./serverless-socket/testing.ts";
import { deploy } from "./testing.ts";

const ACCOUNT = "aws:apigateway/account:Account";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ROLE = "aws:iam/role:Role";

const logging = (args?: ConstructorParameters<typeof ApiGatewayLogging>[1]) => () => {
  new ApiGatewayLogging("logging", args);
};

test("API Gateway may write logs, and nothing but API Gateway may take the role", async () => {
  const { one } = await deploy(logging());
  expect(JSON.parse(one(ROLE, "logging").inputs.assumeRolePolicy).Statement).toEqual([
    {
      Sid: "AllowAssumeRole",
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "apigateway.amazonaws.com" },
    },
  ]);
  expect(one(ATTACHMENT, "logging").inputs.policyArn).toBe(
    "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
  );
  expect(one(ACCOUNT, "logging").inputs.cloudwatchRoleArn).toBe("arn:aws:iam::123456789012:role/logging");
});

test("the account is told of the role when it can write", async () => {
  const { one } = await deploy(logging());
  expect(one(ACCOUNT, "logging").dependencies).toContain(`${ATTACHMENT} logging`);
});

test("destroying a stack does not end the logs of its neighbours", async () => {
  const { resources } = await deploy(logging());
  const children = resources.filter(({ type }) => type.startsWith("aws:"));
  expect(children.map(({ retainOnDelete }) => retainOnDelete)).toEqual([true, true, true]);
});

test("the managed policy is that of the partition", async () => {
  const place = { partition: "aws-cn", region: "cn-north-1", urlSuffix: "amazonaws.com.cn" };
  const { one } = await deploy(logging(), { place });
  expect(one(ATTACHMENT, "logging").inputs.policyArn).toMatch(/^arn:aws-cn:iam::aws:policy\//);
});

test("a socket that depends on it is made after the account's setting", async () => {
  const { send } = handlers();
  const { one } = await deploy(() => {
    const dependsOn = new ApiGatewayLogging("logging");
    new ServerlessSocket("chat", { routes: { send }, accessLog: true }, { dependsOn });
  });
  const { dependencies } = one("serverless-socket:index:ServerlessSocket", "chat");
  expect(dependencies).toContain(`${ACCOUNT} logging`);
});

test.each([
  ["role", ROLE, "description"],
  ["policy", ATTACHMENT, "role"],
  ["account", ACCOUNT, "region"],
])("transform.%s changes the %s", async (key, type, argument) => {
  const { one } = await deploy(
    logging({ tags: { team: "chat" }, transform: { [key]: { [argument]: "changed" } } }),
  );
  expect(one(type, "logging").inputs[argument]).toBe("changed");
  expect(one(ROLE, "logging").inputs.tags).toEqual({ team: "chat" });
});

test("a name and tags that AWS does not take are refused, together", async () => {
  const program = () => new ApiGatewayLogging("l".repeat(56), { tags: { "aws:owner": "me" } });
  await expect(deploy(program)).rejects.toThrow(/name is "l+"[^]*tags\["aws:owner"\]/);
});
