import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import * as rules from "./lambda-permission.ts";

const permission = (props: Record<string, unknown>) => [resource("aws:lambda/permission:Permission", props)];
const gateway = { principal: "apigateway.amazonaws.com" };
const route = "arn:aws:execute-api:us-east-1:123456789012:abc/live/send";

describeRule(rules.permissionNamesItsSource, {
  compliant: {
    "one route": permission({ ...gateway, sourceArn: route }),
    "a bucket's account": permission({ principal: "s3.amazonaws.com", sourceAccount: "123456789012" }),
    "an account": permission({ principal: "123456789012" }),
  },
  violating: {
    "no source": permission(gateway),
    "an account in place of a route": permission({ ...gateway, sourceAccount: "123456789012" }),
    "every route": permission({ ...gateway, sourceArn: `${route.slice(0, -9)}/*` }),
    "a service without a source": permission({ principal: "s3.amazonaws.com" }),
  },
  unknown: {
    "a source that is not known": permission({ ...gateway, sourceArn: UNKNOWN }),
    "a principal that is not known": permission({ principal: UNKNOWN }),
  },
});

describeRule(rules.permissionIsNotPublic, {
  compliant: {
    "a service": permission(gateway),
    "an organization": permission({ principal: "*", principalOrgId: UNKNOWN }),
  },
  violating: { everybody: permission({ principal: "*" }) },
  unknown: { "a principal that is not known": permission({ principal: UNKNOWN }) },
});

const url = (props: Record<string, unknown>) => [resource("aws:lambda/functionUrl:FunctionUrl", props)];

describeRule(rules.functionUrlAsksWho, {
  compliant: { "a signature": url({ authorizationType: "AWS_IAM" }) },
  violating: { "a public URL": url({ authorizationType: "NONE" }), "nothing said": url({}) },
  unknown: { "a type that is not known": url({ authorizationType: UNKNOWN }) },
});
