import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import * as rules from "./iam-roles.ts";
import { ROLE } from "./types.ts";

const trusting = (Principal: unknown, fields: object = {}) => [
  resource(ROLE, {
    assumeRolePolicy: JSON.stringify({
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...fields }],
    }),
  }),
];
const condition = { Condition: { StringEquals: { "sts:ExternalId": "a" } } };

describeRule(rules.roleTrustsKnown, {
  compliant: {
    Lambda: trusting({ Service: "lambda.amazonaws.com" }),
    "an account under a condition": trusting({ AWS: "123456789012" }, condition),
    "an identity provider under a condition": trusting({ Federated: "arn" }, condition),
  },
  violating: {
    "a service that is not in the list": trusting({ Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] }),
    "an account": trusting({ AWS: "123456789012" }),
    everybody: trusting("*"),
  },
  unknown: { "a trust that is not known": [resource(ROLE, { assumeRolePolicy: UNKNOWN })] },
  configured: {
    "services of a house": {
      config: { services: ["ec2.amazonaws.com"] },
      resources: trusting({ Service: "ec2.amazonaws.com" }),
      violates: false,
    },
  },
});

const attachment = (policyArn: string) => [
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { policyArn }),
];
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;

describeRule(rules.noBroadManagedPolicy, {
  compliant: {
    "a narrow policy": attachment(managed("service-role/AWSLambdaBasicExecutionRole")),
    "a role without policies": [resource(ROLE)],
  },
  violating: {
    "the whole of a service": attachment(managed("AmazonDynamoDBFullAccess")),
    "an administrator": attachment(managed("AdministratorAccess")),
    "the second of a role's own list": [
      resource(ROLE, { managedPolicyArns: [UNKNOWN, managed("AmazonS3FullAccess")] }),
    ],
  },
  unknown: { "a policy that is not known": attachment(UNKNOWN) },
});
