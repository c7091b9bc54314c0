// The examples of AWS's documentation, and what holds for every policy.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keyLookup } from "../condition-keys.ts";
import { parsePolicy } from "./document.ts";
import { evaluate, type Finding } from "./evaluate.ts";
import { REACH } from "./principal.ts";
import { Undecidable } from "./undecidable.ts";

const ACCOUNT = "123456789012";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/chat`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/chat/send`;
const caller = { role: ROLE, session: SESSION, accountId: ACCOUNT };
/** Noon on the day of the examples. */
const NOW = Date.parse("2026-06-30T12:00:00Z");

interface Question {
  action?: string;
  resource?: string;
  context?: Record<string, string | string[] | undefined>;
  caller?: object;
}

function ask(
  statements: object[],
  question: Question = {},
  kind: "identity" | "resource" = "identity",
): Finding {
  const {
    action = "s3:GetObject",
    resource = "arn:aws:s3:::site/a.txt",
    context = {},
    caller: who = caller,
  } = question;
  const facts = { now: NOW, region: "us-east-1", accountId: ACCOUNT, caller: who, tags: { team: "blue" } };
  const document = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return evaluate(parsePolicy(document, kind), {
    action,
    resource,
    caller: who,
    keys: keyLookup(facts, context),
  });
}

const allow = (more: object = {}) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...more });
const isAllowed = (finding: Finding) => finding.denied === false && finding.allowed > REACH.none;
const when = (condition: object, context: Question["context"] = {}) =>
  isAllowed(ask([allow({ Condition: condition })], { context }));

describe("actions", () => {
  test.each([
    ["s3:GetObject", true],
    ["S3:getobject", true],
    ["s3:Get*", true],
    ["s3:*Object", true],
    ["s3:Get?bject", true],
    ["s3:*", true],
    ["*", true],
    ["s3:GetObjectAcl", false],
    ["s3:Get?", false],
    ["sqs:*", false],
  ])("%s covers s3:GetObject: %s", (Action, expected) => {
    expect(isAllowed(ask([allow({ Action })]))).toBe(expected);
    expect(isAllowed(ask([{ Effect: "Allow", NotAction: Action, Resource: "*" }]))).toBe(!expected);
  });
});

describe("resources", () => {
  const queue = "arn:aws:sqs:us-east-1:123456789012:queue:with:colons";
  test.each([
    ["arn:aws:s3:::site/a.txt", "arn:aws:s3:::site/a.txt", true],
    ["arn:aws:s3:::site/*", "arn:aws:s3:::site/a/b.txt", true],
    ["arn:aws:s3:::site/*/test/*", "arn:aws:s3:::site/1/test/b.jpg", true],
    ["arn:aws:s3:::site/*/test/*", "arn:aws:s3:::site/1/2/test/3/b.jpg", true],
    ["arn:aws:s3:::site/*/test/*", "arn:aws:s3:::site/test/b.jpg", false],
    ["arn:aws:s3:::site/?.txt", "arn:aws:s3:::site/a.txt", true],
    ["arn:aws:s3:::site/?.txt", "arn:aws:s3:::site/ab.txt", false],
    ["arn:aws:s3:::SITE/*", "arn:aws:s3:::site/a.txt", false],
    ["arn:aws:s3:::*.txt", "arn:aws:s3:::site/a:b.txt", true],
    ["arn:aws:sqs", queue, true],
    ["arn:aws:sqs:*", queue, true],
    ["arn:aws:sqs:us-*:123456789012:queue:*", queue, true],
    ["arn:aws:sqs:*1:123456789012:*", queue, true],
    ["arn:aws:sqs:u*2:queue:with:colons", queue, false],
    ["arn:aws:sqs:us-east-1:*", queue, true],
    ["arn:aws:s3:::si.e/*", "arn:aws:s3:::site/a.txt", false],
  ])("%s covers %s: %s", (Resource, resource, expected) => {
    expect(isAllowed(ask([allow({ Resource })], { resource }))).toBe(expected);
    const others = { Effect: "Allow", Action: "*", NotResource: Resource };
    expect(isAllowed(ask([others], { resource }))).toBe(!expected);
  });

  test("a grant that ends in @connections covers no connection", () => {
    const api = "arn:aws:execute-api:us-east-1:123456789012:abc/dev/POST/@connections";
    const question = { action: "execute-api:ManageConnections", resource: `${api}/L0SM9cOFvHcCIhw=` };
    const Action = question.action;
    expect(isAllowed(ask([allow({ Action, Resource: api })], question))).toBe(false);
    expect(isAllowed(ask([allow({ Action, Resource: `${api}/*` })], question))).toBe(true);
  });
});

describe("policy variables", () => {
  const home = (pattern: string, resource: string, context = {}) =>
    isAllowed(
      ask([allow({ Resource: `arn:aws:s3:::site/${pattern}` })], {
        resource: `arn:aws:s3:::site/${resource}`,
        context,
      }),
    );

  test("stand for what the request says", () => {
    const context = { "aws:username": "ann" };
    expect(home("${aws:username}/*", "ann/a.txt", context)).toBe(true);
    expect(home("${aws:UserName}/*", "bob/a.txt", context)).toBe(false);
    expect(home("${aws:PrincipalTag/team}/*", "blue/a.txt")).toBe(true);
    expect(home("${aws:PrincipalArn}", ROLE)).toBe(true);
  });

  test("have a default, and match nothing without a value", () => {
    expect(home("${aws:username, 'company-wide'}/*", "company-wide/a.txt")).toBe(true);
    expect(home("${aws:username}*", "a.txt")).toBe(false);
  });

  test("escape wildcards, and a value's wildcards are plain text", () => {
    expect(home("a${*}b${?}${$}", "a*b?$")).toBe(true);
    expect(home("a${*}b", "axb")).toBe(false);
    expect(home("${aws:username}", "anything", { "aws:username": "*" })).toBe(false);
  });

  test("are plain text in a policy of the older version", () => {
    const Statement = [allow({ Resource: "arn:aws:s3:::site/${aws:username}" })];
    const old = parsePolicy(JSON.stringify({ Version: "2008-10-17", Statement }), "identity");
    const keys = () => "ann";
    const request = { action: "s3:GetObject", caller, keys };
    expect(evaluate(old, { ...request, resource: "arn:aws:s3:::site/ann" }).allowed).toBe(REACH.none);
    expect(evaluate(old, { ...request, resource: "arn:aws:s3:::site/${aws:username}" }).allowed).toBe(
      REACH.session,
    );
  });

  test("work in conditions", () => {
    expect(
      when(
        { StringLike: { "s3:prefix": "${aws:username}/*" } },
        { "s3:prefix": "ann/x", "aws:username": "ann" },
      ),
    ).toBe(true);
    expect(when({ StringEquals: { "aws:PrincipalTag/team": "${aws:PrincipalTag/group}" } })).toBe(false);
  });
});

describe("condition operators", () => {
  const k = "test:key";
  test.each<[operator: string, expected: unknown, actual: string, holds: boolean]>([
    ["StringEquals", "a", "a", true],
    ["StringEquals", ["x", "a"], "a", true],
    ["StringEquals", "a*", "ab", false],
    ["StringEquals", "A", "a", false],
    ["StringNotEquals", "a", "b", true],
    ["StringNotEquals", ["a", "b"], "b", false],
    ["StringEqualsIgnoreCase", "A", "a", true],
    ["StringNotEqualsIgnoreCase", "A", "a", false],
    ["StringLike", "a*c?", "abbcd", true],
    ["StringLike", "a?", "a", false],
    ["StringNotLike", "a*", "abc", false],
    ["NumericEquals", "10", "10.0", true],
    ["NumericNotEquals", 10, "11", true],
    ["NumericLessThan", 10, "9", true],
    ["NumericLessThan", 10, "10", false],
    ["NumericLessThanEquals", 10, "10", true],
    ["NumericGreaterThan", 9, "10", true],
    ["NumericGreaterThanEquals", "10", "9", false],
    ["DateEquals", "2026-06-30T12:00:00Z", "2026-06-30T12:00:00Z", true],
    ["DateNotEquals", "2026-06-30T12:00:00Z", "1782820800", false],
    ["DateLessThan", "2026-07-01T00:00:00Z", "2026-06-30T12:00:00Z", true],
    ["DateGreaterThan", "2026-07-01T00:00:00Z", "2026-06-30T12:00:00Z", false],
    ["DateLessThanEquals", "2026-06-30T12:00:00Z", "2026-06-30T12:00:00Z", true],
    ["DateGreaterThanEquals", "2026-06-30", "2026-06-30T12:00:00Z", true],
    ["Bool", true, "true", true],
    ["Bool", "false", "true", false],
    ["BinaryEquals", "QmluYXJ5", "QmluYXJ5", true],
    ["BinaryEquals", "QmluYXJ5", "QmluYXI=", false],
    ["IpAddress", "203.0.113.0/24", "203.0.113.9", true],
    ["IpAddress", "203.0.113.9", "203.0.113.9", true],
    ["IpAddress", ["10.0.0.0/8", "2001:db8::/32"], "2001:db8::1", true],
    ["IpAddress", "203.0.113.0/24", "203.0.114.9", false],
    ["IpAddress", "127.0.0.0/8", "::ffff:127.0.0.1", true],
    ["NotIpAddress", "203.0.113.0/24", "203.0.114.9", true],
    ["ArnEquals", "arn:aws:sns:*:123456789012:t*", "arn:aws:sns:us-east-1:123456789012:topic", true],
    [
      "ArnLike",
      "arn:aws:execute-api:*:*:abc/*",
      "arn:aws:execute-api:us-east-1:123456789012:abc/dev/$connect",
      true,
    ],
    ["ArnLike", "arn:aws:sns:*:*:topic", "arn:aws:sns:us-east-1:123456789012:topic:sub", false],
    ["ArnNotLike", "arn:aws:sns:*:*:topic", "arn:aws:sns:us-east-1:123456789012:topic", false],
    ["ArnNotEquals", "arn:aws:sns:*:*:topic", "arn:aws:sns:us-east-1:123456789012:other", true],
  ])("%s %j holds for %s: %s", (operator, expected, actual, result) => {
    expect(when({ [operator]: { [k]: expected } }, { [k]: actual })).toBe(result);
  });

  test.each([
    ["StringEquals", "a", false],
    ["StringEqualsIfExists", "a", true],
    ["StringNotEquals", "a", true],
    ["ArnNotLike", "arn:aws:sns:*:*:t", true],
    ["Bool", "true", false],
    ["BoolIfExists", "true", true],
    ["ForAllValues:StringEquals", "a", true],
    ["ForAnyValue:StringEquals", "a", false],
    ["ForAnyValue:StringEqualsIfExists", "a", true],
    ["Null", "true", true],
    ["Null", "false", false],
  ])("%s over a key that the request has not: %s", (operator, expected, result) => {
    expect(when({ [operator]: { [k]: expected } }, { [k]: undefined })).toBe(result);
  });

  test.each<[operator: string, values: string[], holds: boolean]>([
    ["ForAllValues:StringEquals", ["a", "b"], true],
    ["ForAllValues:StringEquals", ["a", "c"], false],
    ["ForAllValues:StringEquals", [], true],
    ["ForAllValues:StringEquals", [""], true],
    ["ForAnyValue:StringEquals", [""], false],
    ["ForAnyValue:StringEquals", ["a", "c"], true],
    ["ForAnyValue:StringEquals", ["c"], false],
    ["ForAllValues:StringNotEquals", ["c", "d"], true],
    ["ForAllValues:StringNotEquals", ["a", "d"], false],
    ["ForAnyValue:StringNotEquals", ["a", "d"], true],
    ["ForAnyValue:StringNotLike", ["a", "b"], false],
  ])("%s [a, b] over %j: %s", (operator, values, result) => {
    expect(when({ [operator]: { [k]: ["a", "b"] } }, { [k]: values })).toBe(result);
  });

  test("have all to hold, with all of their keys", () => {
    const both = { StringEquals: { "test:a": "1", "test:b": "2" }, Bool: { "test:c": "true" } };
    const context = { "test:a": "1", "test:b": "2", "test:c": "true" };
    expect(when(both, context)).toBe(true);
    for (const key of Object.keys(context)) expect(when(both, { ...context, [key]: "no" })).toBe(false);
  });

  test("are told the time, the region and who asks", () => {
    expect(
      when({
        DateGreaterThan: { "aws:CurrentTime": "2026-06-30T00:00:00Z" },
        NumericEquals: { "aws:EpochTime": NOW / 1000 },
        StringEquals: {
          "aws:RequestedRegion": "us-east-1",
          "aws:PrincipalAccount": ACCOUNT,
          "AWS:principaltype": "AssumedRole",
          "aws:PrincipalTag/Team": "blue",
        },
        ArnEquals: { "aws:PrincipalArn": ROLE },
        Bool: { "aws:SecureTransport": "true", "aws:ViaAWSService": "false" },
        Null: { "aws:SourceArn": "true", "aws:MultiFactorAuthPresent": "true", "aws:PrincipalOrgID": "true" },
      }),
    ).toBe(true);
  });
});

describe("what cannot be decided", () => {
  const unknown = { StringEquals: { "test:unheard": "a" } };

  test("is no allow, and is named", () => {
    const finding = ask([allow({ Condition: unknown })]);
    expect(isAllowed(finding)).toBe(false);
    expect(finding.perhaps).toEqual(new Undecidable("the condition key test:unheard"));
  });

  test.each([
    ["a variable", { Resource: "arn:aws:s3:::${test:unheard}" }, "test:unheard"],
    [
      "several values without a set operator",
      { Condition: { StringEquals: { "test:many": "a" } } },
      "several values",
    ],
    ["less than an ARN", { Condition: { ArnLike: { "test:arn": "arn:aws:sns:*:topic" } } }, "six parts"],
    ["numbers of a text", { Condition: { NumericLessThan: { "aws:PrincipalArn": 1 } } }, "Numeric"],
  ])("%s", (_case, more, named) => {
    const finding = ask([allow(more)], {
      context: { "test:many": ["a", "b"], "test:arn": "arn:aws:sns:us-east-1:1:topic" },
    });
    expect([finding.allowed, finding.perhaps?.message]).toEqual([REACH.none, expect.stringContaining(named)]);
  });

  test("does not matter where another part of the statement does not apply", () => {
    const elsewhere = allow({ Resource: "arn:aws:s3:::other/*", Condition: unknown });
    const never = allow({ Condition: { ...unknown, Bool: { "aws:SecureTransport": "false" } } });
    expect(ask([elsewhere, never])).toEqual({ denied: false, allowed: REACH.none });
  });

  test("of a deny stands in the way, but for a deny that is certain", () => {
    const deny = { ...allow({ Condition: unknown }), Effect: "Deny" };
    expect(ask([allow(), deny]).denied).toBeInstanceOf(Undecidable);
    expect(ask([deny, { ...allow(), Effect: "Deny" }]).denied).toBe(true);
  });
});

describe("principals", () => {
  const about = (Principal: unknown, who: object = caller) =>
    ask([allow({ Principal })], { caller: who }, "resource").allowed;

  test.each([
    ["*", REACH.role],
    [{ AWS: "*" }, REACH.role],
    [{ AWS: ROLE }, REACH.role],
    [{ AWS: [SESSION] }, REACH.session],
    [{ AWS: ACCOUNT }, REACH.account],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:root` }, REACH.account],
    [{ AWS: "999999999999" }, REACH.none],
    [{ AWS: `${ROLE}2` }, REACH.none],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:user/ann` }, REACH.none],
    [{ Service: "lambda.amazonaws.com" }, REACH.none],
    [{ Federated: "accounts.google.com" }, REACH.none],
    [{ Service: "lambda.amazonaws.com", AWS: ROLE }, REACH.role],
  ])("%j reaches a session of a role by %i", (principal, reach) => expect(about(principal)).toBe(reach));

  test("a service is named as such, and somebody unknown only by an asterisk", () => {
    const service = { service: "lambda.amazonaws.com" };
    expect(about({ Service: "lambda.amazonaws.com" }, service)).toBe(REACH.role);
    expect(about({ Service: "sns.amazonaws.com" }, service)).toBe(REACH.none);
    expect(about("*", {})).toBe(REACH.role);
    expect(about({ AWS: ACCOUNT }, {})).toBe(REACH.none);
  });

  test("NotPrincipal denies a session whose role and account are not excepted with it", () => {
    const denied = (AWS: string[], who: object = caller) =>
      ask([{ ...allow(), Effect: "Deny", NotPrincipal: { AWS } }], { caller: who }, "resource").denied;
    expect(denied([SESSION, ROLE, ACCOUNT])).toBe(false);
    expect(denied([SESSION, ROLE])).toBe(true);
    expect(denied([SESSION, ROLE, ACCOUNT], { ...caller, bounded: true })).toBe(true);
    expect(denied([ACCOUNT], {})).toBe(true);
  });
});

describe("whatever the statements are", () => {
  const condition = fc.constantFrom(
    {},
    { Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Condition: { StringNotEquals: { "aws:PrincipalTag/team": "red" } } },
    { Condition: { StringEquals: { "test:unheard": "a" } } },
  );
  const pattern = (whole: string) => fc.constantFrom("*", whole, `${whole.slice(0, -2)}*`, `${whole}x`);
  const statement = fc
    .tuple(
      fc.constantFrom("Allow", "Deny"),
      pattern("s3:GetObject"),
      pattern("arn:aws:s3:::site/a.txt"),
      condition,
    )
    .map(([Effect, Action, Resource, more]) => ({ Effect, Action, Resource, ...more }));
  const statements = fc.array(statement, { maxLength: 6 });

  test("a deny always wins", () => {
    fc.assert(
      fc.property(statements, fc.nat(6), (some, place) => {
        const deny = { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::site/*" };
        expect(ask([...some.slice(0, place), deny, ...some.slice(place)]).denied).toBe(true);
      }),
    );
  });

  test("a further allow takes nothing away, and their order does not matter", () => {
    fc.assert(
      fc.property(statements, statement, (some, more) => {
        const before = ask(some);
        expect(ask(some.toReversed())).toEqual(before);
        const after = ask([...some, { ...more, Effect: "Allow" }]);
        expect(after.denied).toEqual(before.denied);
        expect(after.allowed).toBeGreaterThanOrEqual(before.allowed);
      }),
    );
  });
});

test("wildcards match as a matcher that tries everything does", () => {
  const letters = fc.stringMatching(/^[ab*?]{0,8}$/);
  fc.assert(
    fc.property(letters, fc.stringMatching(/^[ab]{0,8}$/), (pattern, value) => {
      expect(when({ StringLike: { "test:key": pattern } }, { "test:key": value })).toBe(
        matchesSlowly(pattern, value),
      );
    }),
    { numRuns: 1000 },
  );
});

function matchesSlowly(pattern: string, value: string): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return value === "";
  const [letter, ...others] = value;
  if (first === "*") {
    return (
      matchesSlowly(rest.join(""), value) || (letter !== undefined && matchesSlowly(pattern, others.join("")))
    );
  }
  return (
    letter !== undefined &&
    (first === "?" || first === letter) &&
    matchesSlowly(rest.join(""), others.join(""))
  );
}
