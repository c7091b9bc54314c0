import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import * as rules from "./lambda-permission.ts";
import { ALIAS, FUNCTION, INTEGRATION, PERMISSION } from "./types.ts";

const permission = (props: Record<string, unknown>) => [resource(PERMISSION, props)];
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

/** A route's integration that calls an alias, beside a permission for the alias's function. */
function aliased(qualifier: object) {
  const handler = resource(FUNCTION);
  const alias = resource(ALIAS, { name: "live", functionName: UNKNOWN }, { functionName: handler });
  return [
    ...[handler, alias, resource(INTEGRATION, { integrationUri: UNKNOWN }, { integrationUri: alias })],
    resource(PERMISSION, { ...gateway, function: UNKNOWN, ...qualifier }, { function: handler }),
  ];
}

/** The same of a function that the program only names. */
function named(name: string, qualifier: string) {
  const alias = resource(ALIAS, { name: "live", functionName: name });
  return [
    ...[alias, resource(INTEGRATION, { integrationUri: UNKNOWN }, { integrationUri: alias })],
    resource(PERMISSION, { ...gateway, function: name, qualifier }),
  ];
}

const alias = resource(ALIAS, { name: UNKNOWN });

describeRule(rules.permissionNamesAlias, {
  compliant: {
    "the alias by its name": aliased({ qualifier: "live" }),
    "the alias of a function from elsewhere": named("chat", "live"),
    "an alias whose name a preview does not know": [
      ...[alias, resource(INTEGRATION, { integrationUri: UNKNOWN }, { integrationUri: alias })],
      resource(PERMISSION, { ...gateway, qualifier: UNKNOWN }, { qualifier: alias }),
    ],
    "an integration of a function": [resource(INTEGRATION, { integrationUri: UNKNOWN })],
  },
  violating: {
    "a permission for the function alone": aliased({}),
    "a permission for another alias": aliased({ qualifier: "next" }),
    "another alias of a function from elsewhere": named("other", "next"),
  },
  unknown: { "a qualifier from elsewhere that is not known": aliased({ qualifier: UNKNOWN }) },
});

const url = (props: Record<string, unknown>) => [resource("aws:lambda/functionUrl:FunctionUrl", props)];

describeRule(rules.functionUrlAsksWho, {
  compliant: { "a signature": url({ authorizationType: "AWS_IAM" }) },
  violating: { "a public URL": url({ authorizationType: "NONE" }), "nothing said": url({}) },
  unknown: { "a type that is not known": url({ authorizationType: UNKNOWN }) },
});
