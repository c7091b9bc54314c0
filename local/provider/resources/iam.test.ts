import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestProvider } from "../testing.ts";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ROLE_POLICY_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const allow = (Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource: "*" }],
});

let run: Awaited<ReturnType<typeof startTestProvider>>;

beforeAll(async () => {
  run = await startTestProvider("iam");
});

afterAll(() => run.cloud.stop());

const policiesOf = (roleName: string) =>
  run.cloud.iam.rolePolicies(roleName).map(({ name, document = "" }) => [name, JSON.parse(document)]);

describe("a role's policy", () => {
  test("is written into the role, changed there and taken out", async () => {
    const role = await run.create(ROLE, "inline", { assumeRolePolicy: trust });
    const made = await run.create(ROLE_POLICY, "inline", { role: role.id, policy: allow("sqs:*") });
    const name = made.outputs.name;
    expect(made.id).toBe(`${role.id}:${String(name)}`);
    expect(policiesOf(role.id)).toEqual([[name, allow("sqs:*")]]);

    const news = { role: role.id, policy: allow("sns:*") };
    const changed = await run.update(ROLE_POLICY, "inline", made, news);
    expect(policiesOf(role.id)).toEqual([[name, allow("sns:*")]]);

    await run.remove(ROLE_POLICY, "inline", changed);
    expect(policiesOf(role.id)).toEqual([]);
  });

  test("that stands by itself is attached to the role and detached again", async () => {
    const role = await run.create(ROLE, "managed", { assumeRolePolicy: trust });
    const policy = await run.create(POLICY, "managed", { policy: allow("sqs:*") });
    const news = { role: role.id, policyArn: policy.id };
    const attachment = await run.create(ROLE_POLICY_ATTACHMENT, "managed", news);
    expect(policiesOf(role.id)).toEqual([[policy.id, allow("sqs:*")]]);

    await expect(run.remove(POLICY, "managed", policy)).rejects.toThrow("DeleteConflict");
    await run.remove(ROLE_POLICY_ATTACHMENT, "managed", attachment);
    await run.remove(POLICY, "managed", policy);
    expect(policiesOf(role.id)).toEqual([]);
  });
});

test("a role has the boundary that its program says, until it says none", async () => {
  const boundary = await run.create(POLICY, "boundary", { policy: allow("sqs:*") });
  const bounded = { assumeRolePolicy: trust, permissionsBoundary: boundary.id };
  const role = await run.create(ROLE, "bounded", bounded);
  expect(run.cloud.iam.getRole(role.id).permissionsBoundary).toBe(boundary.id);
  await expect(run.remove(POLICY, "boundary", boundary)).rejects.toThrow("DeleteConflict");
  await run.update(ROLE, "bounded", role, { assumeRolePolicy: trust });
  expect(run.cloud.iam.getRole(role.id).permissionsBoundary).toBeUndefined();
  await run.remove(POLICY, "boundary", boundary);
});

test("a role goes with its policies only when it may", async () => {
  const role = await run.create(ROLE, "full", { assumeRolePolicy: trust });
  const policy = await run.create(POLICY, "full", { policy: allow("sqs:*") });
  await run.create(ROLE_POLICY, "full", { role: role.id, policy: allow("sns:*") });
  await run.create(ROLE_POLICY_ATTACHMENT, "full", { role: role.id, policyArn: policy.id });
  await expect(run.remove(ROLE, "full", role)).rejects.toThrow("DeleteConflict");

  const changed = await run.update(ROLE, "full", role, {
    assumeRolePolicy: trust,
    forceDetachPolicies: true,
  });
  await run.remove(ROLE, "full", changed);
  expect(() => run.cloud.iam.getRole(role.id)).toThrow("cannot be found");
});

test("a log group keeps its retention until it is for ever, and stays when it must not be destroyed", async () => {
  const made = await run.create(LOG_GROUP, "log", { name: "/aws/lambda/send", retentionInDays: 7 });
  expect(made.outputs.arn).toBe("arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/send");
  expect(run.cloud.logs.getLogGroup(made.id).retentionInDays).toBe(7);
  const changed = await run.update(LOG_GROUP, "log", made, { name: "/aws/lambda/send", skipDestroy: true });
  expect(run.cloud.logs.getLogGroup(made.id).retentionInDays).toBeUndefined();
  await run.remove(LOG_GROUP, "log", changed);
  expect(run.cloud.logs.getLogGroup(made.id)).toMatchObject({ logGroupName: "/aws/lambda/send" });
});
