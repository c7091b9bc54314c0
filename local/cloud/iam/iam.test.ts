import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestContext, type TestContext } from "../testing.ts";
import { Iam } from "./iam.ts";

const DOCUMENT = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

let context: TestContext;
let iam: Iam;

beforeEach(async () => {
  context = await createTestContext();
  iam = new Iam(context);
});

afterEach(() => context.dispose());

const createRole = (roleName = "chat") => iam.createRole({ roleName, assumeRolePolicyDocument: DOCUMENT });

describe("a role", () => {
  test("has an ARN with its path, a unique id and AWS's defaults", () => {
    const role = iam.createRole({ roleName: "chat", path: "/app/", assumeRolePolicyDocument: DOCUMENT });
    expect(role).toMatchObject({
      arn: "arn:aws:iam::000000000000:role/app/chat",
      maxSessionDuration: 3600,
      createDate: new Date(context.clock.now()),
    });
    expect(role.roleId).toMatch(/^AROA[A-Z2-7]{16}$/);
    expect(iam.getRole("chat")).toBe(role);
  });

  test("is refused under a name that is taken or malformed, and with a broken trust policy", () => {
    createRole();
    expect(() => createRole()).toThrow("Role with name chat already exists.");
    expect(() => createRole("a b")).toThrow("'a b' at 'roleName'");
    expect(() => iam.createRole({ roleName: "x", assumeRolePolicyDocument: "{" })).toThrow(/invalid Json/);
    expect(() => iam.createRole({ roleName: "x", assumeRolePolicyDocument: "[]" })).toThrow(/Statement/);
  });

  test("takes what an update names and keeps the rest", () => {
    createRole();
    iam.updateRole("chat", { description: "the chat", tags: undefined });
    expect(iam.getRole("chat")).toMatchObject({
      description: "the chat",
      tags: {},
      maxSessionDuration: 3600,
    });
  });

  test("is not deleted while it has policies", () => {
    createRole();
    iam.putRolePolicy("chat", "table", DOCUMENT);
    iam.attachRolePolicy("chat", READ_ONLY);
    expect(() => iam.deleteRole("chat")).toThrow("must detach all policies first");
    iam.detachRolePolicy("chat", READ_ONLY);
    expect(() => iam.deleteRole("chat")).toThrow("must delete policies first");
    iam.deleteRolePolicy("chat", "table");
    iam.deleteRole("chat");
    expect(() => iam.getRole("chat")).toThrow("The role with name chat cannot be found.");
  });

  test("shows every policy it has: inline, managed, and AWS's own by ARN", () => {
    createRole();
    const policy = iam.createPolicy({ policyName: "send", policyDocument: DOCUMENT });
    iam.putRolePolicy("chat", "table", DOCUMENT);
    iam.attachRolePolicy("chat", policy.arn);
    iam.attachRolePolicy("chat", READ_ONLY);
    expect(iam.rolePolicies("chat")).toEqual([
      { name: "table", document: DOCUMENT },
      { name: "arn:aws:iam::000000000000:policy/send", document: DOCUMENT },
      { name: READ_ONLY, document: undefined },
    ]);
  });

  test("cannot be assumed when it does not exist", () => {
    expect(() => iam.assumeRole("arn:aws:iam::000000000000:role/none", "s")).toThrow(
      /role\/none cannot be found/,
    );
  });

  test("gives each session its own temporary credentials", () => {
    const { arn } = createRole();
    const [first, second] = [iam.assumeRole(arn, "a"), iam.assumeRole(arn, "b")];
    expect(first.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(first.secretAccessKey).toHaveLength(40);
    expect(first.sessionToken).not.toBe(second.sessionToken);
  });
});

describe("a managed policy", () => {
  test("changes its document for every role that holds it", () => {
    createRole();
    const { arn } = iam.createPolicy({ policyName: "send", policyDocument: DOCUMENT });
    iam.attachRolePolicy("chat", arn);
    const policyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }],
    });
    iam.updatePolicy(arn, { policyDocument });
    expect(iam.rolePolicies("chat")).toEqual([{ name: arn, document: policyDocument }]);
    expect(iam.getPolicy(arn)).toMatchObject({ policyName: "send", path: "/" });
  });

  test("is not deleted while a role holds it", () => {
    createRole();
    const { arn } = iam.createPolicy({ policyName: "send", policyDocument: DOCUMENT });
    iam.attachRolePolicy("chat", arn);
    expect(() => iam.deletePolicy(arn)).toThrow("Cannot delete a policy attached to entities.");
    iam.detachRolePolicy("chat", arn);
    iam.deletePolicy(arn);
    expect(() => iam.getPolicy(arn)).toThrow(`Policy ${arn} was not found.`);
  });

  test("of the account must exist before it is attached", () => {
    createRole();
    const arn = "arn:aws:iam::000000000000:policy/none";
    expect(() => iam.attachRolePolicy("chat", arn)).toThrow("does not exist or is not attachable");
    expect(() => iam.detachRolePolicy("chat", arn)).toThrow("was not found");
  });
});
