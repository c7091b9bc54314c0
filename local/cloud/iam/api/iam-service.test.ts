import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  ListUsersCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
  TagRoleCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { policyOf, startFrontDoor, type TestDoor } from "../../front-door/testing.ts";
import { iamService } from "./iam-service.ts";

const TRUST = policyOf({
  ...{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
});
const MAY_READ = policyOf({ Effect: "Allow", Action: "dynamodb:Get*", Resource: "*" });
const MAY_WRITE = policyOf({ Effect: "Allow", Action: "dynamodb:Put*", Resource: "*" });
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const POLICY = "arn:aws:iam::000000000000:policy/read";

let door: TestDoor;
let client: IAMClient;

beforeEach(async () => {
  door = await startFrontDoor((context, iam) => ({ iam: iamService(context, iam) }));
  client = new IAMClient(door.client());
});
afterEach(() => door.dispose());

const createRole = (RoleName = "chat", more = {}) =>
  client.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST, ...more }));

const createPolicy = (PolicyName = "read", more = {}) =>
  client.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: MAY_READ, ...more }));

const of = { RoleName: "chat" };

describe("a role", () => {
  test("is created and told as it was created", async () => {
    const { Role } = await createRole("chat", {
      ...{ Path: "/app/", Description: "who <sends> & reads", MaxSessionDuration: 7200 },
      Tags: [{ Key: "team", Value: "blue" }],
    });
    expect(Role).toMatchObject({
      ...{ RoleName: "chat", Path: "/app/", Description: "who <sends> & reads", MaxSessionDuration: 7200 },
      Arn: "arn:aws:iam::000000000000:role/app/chat",
      CreateDate: new Date(Math.floor(door.context.clock.now() / 1000) * 1000),
      Tags: [{ Key: "team", Value: "blue" }],
    });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(TRUST);
    expect((await client.send(new GetRoleCommand(of))).Role).toEqual(Role);
    expect(door.iam.getRole("chat")).toMatchObject({ description: "who <sends> & reads" });
  });

  test("is listed in pages, below a path", async () => {
    for (const name of ["a", "b", "c"]) await createRole(name, { Path: "/app/" });
    await createRole("other");
    const names = (roles: { RoleName?: string }[] = []) => roles.map(({ RoleName }) => RoleName);
    const below = { PathPrefix: "/app/", MaxItems: 2 };
    const first = await client.send(new ListRolesCommand(below));
    expect([names(first.Roles), first.IsTruncated]).toEqual([["a", "b"], true]);
    const second = await client.send(new ListRolesCommand({ ...below, Marker: first.Marker }));
    expect([names(second.Roles), second.IsTruncated, second.Marker]).toEqual([["c"], false, undefined]);
    expect(names((await client.send(new ListRolesCommand({}))).Roles)).toHaveLength(4);
  });

  test("takes another description, other tags, another trust policy", async () => {
    await createRole("chat", { Tags: [{ Key: "team", Value: "blue" }] });
    await client.send(new UpdateRoleCommand({ ...of, Description: "changed" }));
    await client.send(new TagRoleCommand({ ...of, Tags: [{ Key: "stage", Value: "dev" }] }));
    await client.send(new UntagRoleCommand({ ...of, TagKeys: ["team"] }));
    const other = TRUST.replace("lambda", "edgelambda");
    await client.send(new UpdateAssumeRolePolicyCommand({ ...of, PolicyDocument: other }));
    expect(door.iam.getRole("chat")).toMatchObject({
      ...{ description: "changed", tags: { stage: "dev" }, assumeRolePolicyDocument: other },
    });
    const { Tags } = await client.send(new ListRoleTagsCommand(of));
    expect(Tags).toEqual([{ Key: "stage", Value: "dev" }]);
  });

  test("is limited by a boundary, and freed of it", async () => {
    await createRole();
    await createPolicy();
    await client.send(new PutRolePermissionsBoundaryCommand({ ...of, PermissionsBoundary: POLICY }));
    const { Role } = await client.send(new GetRoleCommand(of));
    expect(Role?.PermissionsBoundary).toEqual({
      ...{ PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: POLICY },
    });
    await client.send(new DeleteRolePermissionsBoundaryCommand(of));
    expect(door.iam.getRole("chat").permissionsBoundary).toBeUndefined();
  });

  test("is deleted once it has no policies", async () => {
    await createRole();
    await client.send(new PutRolePolicyCommand({ ...of, PolicyName: "own", PolicyDocument: MAY_READ }));
    await expect(client.send(new DeleteRoleCommand(of))).rejects.toMatchObject({
      name: "DeleteConflictException",
    });
    await client.send(new DeleteRolePolicyCommand({ ...of, PolicyName: "own" }));
    await client.send(new DeleteRoleCommand(of));
    expect(door.iam.listRoles()).toEqual([]);
  });

  test("that is missing, taken, or badly written is an error of AWS's name", async () => {
    await createRole();
    const cases: [() => Promise<unknown>, string, number][] = [
      [() => client.send(new GetRoleCommand({ RoleName: "nobody" })), "NoSuchEntityException", 404],
      [() => createRole(), "EntityAlreadyExistsException", 409],
      [() => createRole("x", { AssumeRolePolicyDocument: "{" }), "MalformedPolicyDocumentException", 400],
      [() => createRole("x", { MaxSessionDuration: 60 }), "ValidationError", 400],
      [() => client.send(new ListRolesCommand({ Marker: "?" })), "ValidationError", 400],
      [() => client.send(new ListUsersCommand({})), "InvalidAction", 400],
    ];
    for (const [call, name, status] of cases) {
      await expect(call()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    }
    expect(door.context.seen[0]).toMatchObject({ service: "iam", action: "GetRole", code: "NoSuchEntity" });
  });
});

describe("what a role may do", () => {
  beforeEach(() => createRole());

  test("is written into it, read as a URL has it, and replaced", async () => {
    const own = { ...of, PolicyName: "own" };
    await client.send(new PutRolePolicyCommand({ ...own, PolicyDocument: MAY_READ }));
    await client.send(new PutRolePolicyCommand({ ...own, PolicyDocument: MAY_WRITE }));
    const { PolicyDocument = "" } = await client.send(new GetRolePolicyCommand(own));
    expect(PolicyDocument).toMatch(/^%7B%22Version%22%3A/);
    expect(PolicyDocument).toContain("Put%2A");
    expect(decodeURIComponent(PolicyDocument)).toBe(MAY_WRITE);
    expect((await client.send(new ListRolePoliciesCommand(of))).PolicyNames).toEqual(["own"]);
    await expect(client.send(new GetRolePolicyCommand({ ...of, PolicyName: "other" }))).rejects.toMatchObject(
      { name: "NoSuchEntityException", message: expect.stringContaining("other") },
    );
  });

  test("is attached to it and detached", async () => {
    const attached = async () =>
      (await client.send(new ListAttachedRolePoliciesCommand(of))).AttachedPolicies;
    await client.send(new AttachRolePolicyCommand({ ...of, PolicyArn: READ_ONLY }));
    expect(await attached()).toEqual([{ PolicyName: "ReadOnlyAccess", PolicyArn: READ_ONLY }]);
    await client.send(new DetachRolePolicyCommand({ ...of, PolicyArn: READ_ONLY }));
    expect(await attached()).toEqual([]);
    await expect(
      client.send(new AttachRolePolicyCommand({ ...of, PolicyArn: POLICY })),
    ).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });
});

describe("a managed policy", () => {
  beforeEach(() => createPolicy("read", { Description: "reads", Tags: [{ Key: "a", Value: "b" }] }));

  const versions = async () =>
    (await client.send(new ListPolicyVersionsCommand({ PolicyArn: POLICY }))).Versions?.map(
      ({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? "*" : ""}`,
    );
  const document = async (VersionId: string) => {
    const { PolicyVersion } = await client.send(
      new GetPolicyVersionCommand({ PolicyArn: POLICY, VersionId }),
    );
    return decodeURIComponent(PolicyVersion?.Document ?? "");
  };
  const addVersion = (SetAsDefault: boolean) =>
    client.send(
      new CreatePolicyVersionCommand({ PolicyArn: POLICY, PolicyDocument: MAY_WRITE, SetAsDefault }),
    );

  test("is told with the number of roles that hold it", async () => {
    const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn: POLICY }));
    expect(Policy).toMatchObject({
      ...{ Arn: POLICY, Description: "reads", DefaultVersionId: "v1", AttachmentCount: 0 },
    });
    await createRole();
    await client.send(new AttachRolePolicyCommand({ ...of, PolicyArn: POLICY }));
    await createPolicy("unused");
    const list = async (OnlyAttached: boolean) =>
      (await client.send(new ListPoliciesCommand({ Scope: "Local", OnlyAttached }))).Policies;
    expect(await list(true)).toMatchObject([{ PolicyName: "read", AttachmentCount: 1 }]);
    expect(await list(false)).toHaveLength(2);
  });

  test("is tagged", async () => {
    await client.send(new TagPolicyCommand({ PolicyArn: POLICY, Tags: [{ Key: "c", Value: "d" }] }));
    await client.send(new UntagPolicyCommand({ PolicyArn: POLICY, TagKeys: ["a"] }));
    const { Tags } = await client.send(new ListPolicyTagsCommand({ PolicyArn: POLICY }));
    expect(Tags).toEqual([{ Key: "c", Value: "d" }]);
  });

  test("changes by versions, of which one is in force", async () => {
    await addVersion(false);
    expect(await versions()).toEqual(["v2", "v1*"]);
    expect(door.iam.getPolicy(POLICY).policyDocument).toBe(MAY_READ);
    await client.send(new SetDefaultPolicyVersionCommand({ PolicyArn: POLICY, VersionId: "v2" }));
    expect(door.iam.getPolicy(POLICY).policyDocument).toBe(MAY_WRITE);
    expect([await document("v1"), await document("v2")]).toEqual([MAY_READ, MAY_WRITE]);
    await client.send(new DeletePolicyVersionCommand({ PolicyArn: POLICY, VersionId: "v1" }));
    expect(await versions()).toEqual(["v2*"]);
    await expect(
      client.send(new DeletePolicyVersionCommand({ PolicyArn: POLICY, VersionId: "v2" })),
    ).rejects.toMatchObject({ name: "DeleteConflictException" });
  });

  test("has five versions at most, which go before it does", async () => {
    for (let version = 2; version <= 5; version++) await addVersion(true);
    await expect(addVersion(true)).rejects.toMatchObject({ name: "LimitExceededException" });
    // An update by the program drops the oldest.
    door.iam.updatePolicy(POLICY, { policyDocument: MAY_READ });
    expect(await versions()).toEqual(["v6*", "v5", "v4", "v3", "v2"]);
    const remove = () => client.send(new DeletePolicyCommand({ PolicyArn: POLICY }));
    await expect(remove()).rejects.toMatchObject({ name: "DeleteConflictException" });
    for (const VersionId of ["v2", "v3", "v4", "v5"]) {
      await client.send(new DeletePolicyVersionCommand({ PolicyArn: POLICY, VersionId }));
    }
    await remove();
    expect(door.iam.listPolicies()).toEqual([]);
  });

  test("is in force for a role's calls as soon as a version is", async () => {
    const credentials = door.roleWith();
    door.iam.attachRolePolicy("caller", POLICY);
    const caller = new IAMClient(door.client(credentials));
    const list = () => caller.send(new ListRolesCommand({}));
    await expect(list()).rejects.toMatchObject({ name: "AccessDenied" });
    const PolicyDocument = policyOf({ Effect: "Allow", Action: "iam:List*", Resource: "*" });
    await client.send(
      new CreatePolicyVersionCommand({ PolicyArn: POLICY, PolicyDocument, SetAsDefault: true }),
    );
    expect((await list()).Roles).toHaveLength(1);
  });
});

describe("a role that calls", () => {
  const CHAT = "arn:aws:iam::000000000000:role/chat";

  test("does what it was granted with the roles it was granted it for", async () => {
    await createRole();
    await createRole("other");
    const caller = new IAMClient(
      door.client(door.roleWith({ Effect: "Allow", Action: ["iam:GetRole", "iam:TagRole"], Resource: CHAT })),
    );
    expect((await caller.send(new GetRoleCommand(of))).Role?.Arn).toBe(CHAT);
    await caller.send(new TagRoleCommand({ ...of, Tags: [{ Key: "by", Value: "caller" }] }));
    await expect(caller.send(new GetRoleCommand({ RoleName: "other" }))).rejects.toMatchObject({
      ...{ name: "AccessDenied", $metadata: { httpStatusCode: 403 } },
      message: expect.stringContaining("iam:GetRole on resource: arn:aws:iam::000000000000:role/other"),
    });
    await expect(caller.send(new DeleteRoleCommand(of))).rejects.toMatchObject({ name: "AccessDenied" });
    expect(door.context.seen).toMatchObject([{ action: "iam:GetRole" }, { action: "iam:DeleteRole" }]);
  });

  test("may be held to some policies that it attaches", async () => {
    await createRole();
    const Condition = { ArnEquals: { "iam:PolicyARN": READ_ONLY } };
    const caller = new IAMClient(
      door.client(
        door.roleWith({ Effect: "Allow", Action: "iam:AttachRolePolicy", Resource: "*", Condition }),
      ),
    );
    await caller.send(new AttachRolePolicyCommand({ ...of, PolicyArn: READ_ONLY }));
    const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    await expect(caller.send(new AttachRolePolicyCommand({ ...of, PolicyArn }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });
});
