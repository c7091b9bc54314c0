import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import * as rules from "./iam-grants.ts";
import { ROLE } from "./types.ts";

type Fields = Record<string, unknown>;

const documentOf = (fields: Fields) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...fields }] });

const policy = (fields: Fields) => [
  resource("aws:iam/rolePolicy:RolePolicy", { policy: documentOf(fields) }),
];

const inline = (fields: Fields) => [
  resource(ROLE, { inlinePolicies: [{ policy: UNKNOWN }, { policy: documentOf(fields) }] }),
];

const unknown = {
  "a policy that is not known": [resource("aws:iam/policy:Policy", { policy: UNKNOWN })],
  "policies of a role that are not known": [resource(ROLE, { inlinePolicies: UNKNOWN })],
};

const table = "arn:aws:dynamodb:us-east-1:123456789012:table/chat";
const narrow = policy({ Action: "dynamodb:GetItem", Resource: table });

describeRule(rules.grantIsNotEverything, {
  compliant: {
    "one action": narrow,
    "a denial of everything": policy({ Effect: "Deny", Action: "*", Resource: "*" }),
    "a role without policies": [resource(ROLE)],
  },
  violating: {
    "every action": policy({ Action: "*", Resource: "*" }),
    "every action in a list": policy({ Action: ["s3:GetObject", "*"], Resource: table }),
    "all but one action": policy({ NotAction: "iam:CreateUser", Resource: "*" }),
    "every action, in a role itself": inline({ Action: "*", Resource: "*" }),
  },
  unknown,
});

describeRule(rules.grantNamesActions, {
  compliant: { "one action": narrow, "a few by a prefix": policy({ Action: "s3:Get*", Resource: table }) },
  violating: {
    "a whole service": policy({ Action: "dynamodb:*", Resource: table }),
    "a whole service, in a role itself": inline({ Action: ["s3:*"], Resource: table }),
  },
  unknown,
});

describeRule(rules.grantNamesResources, {
  compliant: {
    "one table": narrow,
    "an action that knows no resources": policy({ Action: "xray:PutTraceSegments", Resource: "*" }),
  },
  violating: {
    "every table": policy({ Action: "dynamodb:PutItem", Resource: "*" }),
    "every table among others": policy({ Action: ["dynamodb:PutItem"], Resource: [table, "*"] }),
  },
  unknown,
});

describeRule(rules.decryptIsScoped, {
  compliant: {
    "one key": policy({ Action: "kms:Decrypt", Resource: "arn:aws:kms:us-east-1:123456789012:key/a" }),
    "encryption with every key": policy({ Action: "kms:Encrypt", Resource: "*" }),
  },
  violating: {
    "every key": policy({ Action: "kms:Decrypt", Resource: "*" }),
    "every key of an account": policy({
      Action: "kms:Decrypt",
      Resource: "arn:aws:kms:us-east-1:123456789012:key/*",
    }),
  },
  unknown,
});

const connections = (path: string) =>
  policy({
    Action: "execute-api:ManageConnections",
    Resource: `arn:aws:execute-api:us-east-1:123456789012:${path}`,
  });

describeRule(rules.connectionsAreScoped, {
  compliant: {
    "one verb of one stage": connections("abc/live/POST/@connections/*"),
    "another action": narrow,
  },
  violating: {
    "every API": connections("*/live/POST/@connections/*"),
    "every stage": connections("abc/*/POST/@connections/*"),
    "every verb": connections("abc/live/*/@connections/*"),
    "everything of an API": connections("abc/*"),
    "every resource": policy({ Action: ["execute-api:ManageConnections"], Resource: "*" }),
  },
  unknown,
});
