import { expect, test } from "vitest";
import { getPolicyDocument } from "./policy-document.ts";

const documentOf = (args: Parameters<typeof getPolicyDocument>[0]) =>
  JSON.parse(String(getPolicyDocument(args).json)) as unknown;

test("a statement is written with one value alone and several in reverse order", () => {
  const document = documentOf({
    statements: [
      {
        sid: "Read",
        actions: ["s3:GetObject", "s3:ListBucket"],
        resources: ["arn:aws:s3:::site/*"],
        principals: [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }],
        conditions: [{ test: "StringEquals", variable: "AWS:SourceArn", values: ["arn:x"] }],
      },
    ],
  });
  expect(document).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Read",
        Effect: "Allow",
        Action: ["s3:ListBucket", "s3:GetObject"],
        Resource: "arn:aws:s3:::site/*",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Condition: { StringEquals: { "AWS:SourceArn": "arn:x" } },
      },
    ],
  });
});

test("everybody is written as an asterisk, and a policy variable with a dollar sign", () => {
  const statements = [
    {
      effect: "Deny",
      principals: [{ type: "*", identifiers: ["*"] }],
      actions: ["s3:*"],
      resources: ["x/&{aws:username}"],
    },
  ];
  expect(documentOf({ statements })).toMatchObject({
    Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "x/${aws:username}" }],
  });
});

test("statements of an override take the place of those with the same sid", () => {
  const source =
    getPolicyDocument({ statements: [{ sid: "A", actions: ["a:b"], resources: ["*"] }] }).json ?? "";
  const override =
    getPolicyDocument({ statements: [{ sid: "A", actions: ["c:d"], resources: ["*"] }] }).json ?? "";
  const statements = [{ sid: "B", actions: ["e:f"], resources: ["*"] }];
  const args = { sourcePolicyDocuments: [source], overridePolicyDocuments: [override], statements };
  expect(documentOf(args)).toMatchObject({
    Statement: [
      { Sid: "A", Action: "c:d" },
      { Sid: "B", Action: "e:f" },
    ],
  });
});

test("two source documents with the same sid are refused", () => {
  const source =
    getPolicyDocument({ statements: [{ sid: "A", actions: ["a:b"], resources: ["*"] }] }).json ?? "";
  expect(() => getPolicyDocument({ sourcePolicyDocuments: [source, source] })).toThrow(
    `the sid "A"; rename one`,
  );
});

test("a wrong argument is named", () => {
  expect(() => getPolicyDocument({ statements: [{ effect: "allow" }] })).toThrow("statements.0.effect");
});

test("the id changes with the document only", () => {
  const one = getPolicyDocument({ statements: [{ actions: ["a:b"], resources: ["*"] }] });
  const other = getPolicyDocument({ statements: [{ actions: ["a:c"], resources: ["*"] }] });
  expect(one.id).toBe(getPolicyDocument({ statements: [{ actions: ["a:b"], resources: ["*"] }] }).id);
  expect(one.id).not.toBe(other.id);
});
