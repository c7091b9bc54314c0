import { describe, expect, test } from "vitest";
import { parsePolicy } from "./document.ts";
import type { PolicyKind } from "./statement.ts";

const STATEMENT = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const TRUST = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };

const parse = (statement: unknown, kind: PolicyKind = "identity", more: object = {}) =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement, ...more }), kind);

describe("a policy is refused, in AWS's words, when", () => {
  test.each<[problem: string, statement: unknown, words: string, kind?: PolicyKind, more?: object]>([
    ["its version does not exist", STATEMENT, "valid version string", "identity", { Version: "2012-10-18" }],
    ["it has an element of its own", STATEMENT, "no element Statements", "identity", { Statements: [] }],
    ["a statement is none", ["Allow"], "Statement 1 is no object"],
    ["a statement has an unknown element", { ...STATEMENT, Resources: "*" }, "has an element Resources"],
    ["there is no effect", { ...STATEMENT, Effect: undefined }, "Missing required field Effect"],
    ["the effect is misspelt", { ...STATEMENT, Effect: "allow" }, "Invalid effect: allow"],
    ["there is no action", { ...STATEMENT, Action: undefined }, "Policy statement must contain actions."],
    [
      "there is no resource",
      { ...STATEMENT, Resource: undefined },
      "Policy statement must contain resources.",
    ],
    ["both of a pair are there", { ...STATEMENT, NotAction: "s3:*" }, "has both Action and NotAction"],
    ["an action has no service", { ...STATEMENT, Action: "GetObject" }, "must be prefaced by a vendor"],
    ["a resource is no ARN", { ...STATEMENT, Resource: "site/*" }, 'must be in ARN format or "*"'],
    ["a resource is no text", { ...STATEMENT, Resource: [1] }, "has 1 as Resource"],
    ["a role's policy names a principal", { ...STATEMENT, Principal: "*" }, "should not specify a principal"],
    ["a resource's policy names none", STATEMENT, "Missing required field Principal", "resource"],
    ["a Sid has spaces", { ...STATEMENT, Sid: "a b" }, "must be alpha-numeric"],
    ["a Sid is there twice", [1, 2].map(() => ({ ...STATEMENT, Sid: "a" })), "must be unique"],
    [
      "an operator does not exist",
      { ...STATEMENT, Condition: { StringMatch: { "aws:a": "" } } },
      "Invalid Condition type : StringMatch.",
    ],
    [
      "a key has no service",
      { ...STATEMENT, Condition: { Bool: { secure: "true" } } },
      "must be prefaced by a vendor",
    ],
    [
      "a number is none",
      { ...STATEMENT, Condition: { NumericEquals: { "aws:a": "ten" } } },
      '"ten" is nothing NumericEquals compares',
    ],
    [
      "an address is none",
      { ...STATEMENT, Condition: { IpAddress: { "aws:SourceIp": "1.2.3.4/99" } } },
      "no IP address",
    ],
    [
      "a condition compares with an object",
      { ...STATEMENT, Condition: { Bool: { "aws:a": {} } } },
      "compares with text",
    ],
    ["a condition is a list", { ...STATEMENT, Condition: [] }, "{operator: {key: value}}"],
    [
      "a principal has a wildcard",
      { ...STATEMENT, Principal: { AWS: "arn:aws:iam::123456789012:role/*" } },
      "Invalid principal",
      "resource",
    ],
    [
      "a principal is of no kind",
      { ...STATEMENT, Principal: { Amazon: "*" } },
      "Invalid principal",
      "resource",
    ],
    [
      "all but some are allowed",
      { ...STATEMENT, NotPrincipal: { AWS: "123456789012" } },
      "Allow with NotPrincipal",
      "resource",
    ],
    [
      "a trust policy names a resource",
      { ...TRUST, Resource: "*" },
      "Has prohibited field Resource",
      "trust",
    ],
    [
      "a trust policy is about something else",
      { ...TRUST, Action: "s3:*" },
      "may only specify STS AssumeRole actions",
      "trust",
    ],
  ])("%s", (_problem, statement, words, kind, more) => {
    expect(() => parse(statement, kind, more)).toThrow(
      expect.objectContaining({ code: "MalformedPolicyDocument", message: expect.stringContaining(words) }),
    );
  });

  test("it is no JSON object with a Statement", () => {
    expect(() => parsePolicy("{", "identity")).toThrow("This policy contains invalid Json");
    for (const json of ["[]", "null", "{}"]) {
      expect(() => parsePolicy(json, "identity")).toThrow("it has to be a JSON object with a Statement");
    }
  });
});

test("one statement may stand without a list", () => {
  expect(parse(STATEMENT)).toHaveLength(1);
  expect(parse([TRUST], "trust")).toHaveLength(1);
});
