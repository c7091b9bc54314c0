import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { InvalidArgsError } from "./errors.ts";
import { LambdaFunction, type LambdaFunctionArgs } from "./lambda-function.ts";
import { deploy, folderOf, statementsOf } from "./testing.ts";

const FUNCTION = "aws:lambda/function:Function";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";

function worker(args?: Partial<LambdaFunctionArgs>, opts?: pulumi.ComponentResourceOptions) {
  const folder = folderOf({ "worker.ts": "export const handler = async () => 42;" });
  return deploy(() => new LambdaFunction("worker", { handler: `${folder}/worker.ts`, ...args }, opts));
}

describe("a LambdaFunction", () => {
  test("runs on Node 24 and arm64, from one file named index.mjs", async () => {
    const { inputs } = (await worker()).one(FUNCTION, "worker");
    expect(inputs).toMatchObject({
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      memorySize: 256,
      timeout: 10,
    });
    const files = await inputs.code.assets;
    expect(Object.keys(files)).toEqual(["index.mjs"]);
    expect(await files["index.mjs"].text).toContain("42");
  });

  test("logs to a group of its own name, which keeps logs for a limited time", async () => {
    const deployment = await worker({ logRetentionDays: 7 });
    const name = "/aws/lambda/project-test-worker";
    expect(deployment.one(LOG_GROUP, "worker").inputs).toEqual({ name, retentionInDays: 7 });
    expect(deployment.one(FUNCTION, "worker").inputs).toMatchObject({
      name: "project-test-worker",
      loggingConfig: { logFormat: "Text", logGroup: name },
    });
  });

  test("may write its own log and nothing else", async () => {
    const deployment = await worker();
    expect(statementsOf(deployment.one(POLICY, "worker").inputs.policy)).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: ["arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/project-test-worker:*"],
      },
    ]);
  });

  test("may do what its statements say besides", async () => {
    const allowed: aws.iam.PolicyStatement = {
      Effect: "Allow",
      Action: ["sqs:SendMessage"],
      Resource: ["*"],
    };
    const deployment = await worker({ statements: [allowed] });
    const [, second, ...rest] = statementsOf(deployment.one(POLICY, "worker").inputs.policy);
    expect([second, rest]).toEqual([allowed, []]);
  });

  test("is not traced, and may send no traces, unless asked for", async () => {
    expect((await worker()).one(FUNCTION, "worker").inputs).not.toHaveProperty("tracingConfig");
    const traced = await worker({ tracing: true });
    expect(traced.one(FUNCTION, "worker").inputs.tracingConfig).toEqual({ mode: "Active" });
    const [, second, ...rest] = statementsOf(traced.one(POLICY, "worker").inputs.policy);
    expect([second, rest]).toEqual([
      {
        Effect: "Allow",
        Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        Resource: ["*"],
      },
      [],
    ]);
  });

  test("has a role that only Lambda can take", async () => {
    const deployment = await worker();
    expect(statementsOf(deployment.one(ROLE, "worker").inputs.assumeRolePolicy)).toEqual([
      {
        Sid: "AllowAssumeRole",
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "lambda.amazonaws.com" },
      },
    ]);
    expect(deployment.one(FUNCTION, "worker").inputs.role).toBe("arn:aws:iam::123456789012:role/worker");
  });

  test("is there only after its policy is", async () => {
    expect((await worker()).one(FUNCTION, "worker").dependencies).toContain(`${POLICY} worker`);
  });

  test("has no environment where none is given", async () => {
    expect((await worker()).one(FUNCTION, "worker").inputs).not.toHaveProperty("environment");
  });

  test("passes its options on: provider, aliases, and itself as its children's parent", async () => {
    const folder = folderOf({ "worker.ts": "export const handler = 1;" });
    const { resources } = await deploy(() => {
      const provider = new aws.Provider("elsewhere", { region: "eu-central-1" });
      new LambdaFunction(
        "worker",
        { handler: `${folder}/worker.ts` },
        { provider, aliases: [{ name: "old" }] },
      );
    });
    const [provider, component, ...children] = resources;
    expect(provider?.name).toBe("elsewhere");
    expect(component?.aliases).toHaveLength(1);
    expect(children).toHaveLength(4);
    for (const child of children) {
      expect(child.parent).toBe("serverless-socket:index:LambdaFunction worker");
      expect(child.provider).toContain("elsewhere");
    }
  });

  test.each([
    ["a handler that is not there", "worker", "gone.ts", /handler is "gone.ts": there is no such file/],
    ["a name that is too long for Lambda", "w".repeat(60), "gone.ts", /Lambda allows 64 characters/],
  ])("refuses %s, before anything is registered", async (_case, name, handler, message) => {
    let failure: unknown;
    const { resources } = await deploy(() => {
      try {
        new LambdaFunction(name, { handler });
      } catch (error) {
        failure = error;
      }
    });
    expect(failure).toBeInstanceOf(InvalidArgsError);
    expect(String(failure)).toMatch(message);
    expect(resources).toEqual([]);
  });

  test("refuses what AWS does not take, all of it at once", async () => {
    const folder = folderOf({ "worker.ts": "export const handler = 1;" });
    const args: LambdaFunctionArgs = {
      ...{ handler: `${folder}/worker.ts`, memory: 64, timeout: 1000, logRetentionDays: 42 },
      tags: { "aws:owner": "me" },
      environment: JSON.parse('{ "AWS_REGION": "eu-central-1" }'),
    };
    await expect(deploy(() => new LambdaFunction("my worker", args))).rejects.toThrow(
      /name is "my worker"[^]*environment.AWS_REGION[^]*memory is 64[^]*timeout is 1000[^]*logRetentionDays is 42[^]*tags\["aws:owner"\]/,
    );
  });
});
