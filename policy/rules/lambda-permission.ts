// Rules for who may call functions.
import type { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { functionsNamedBy } from "./functions.ts";
import { ofType } from "./of-type.ts";
import { allOf, judgeEach, referredBy, referringTo } from "./stack.ts";
import { ALIAS, FUNCTION, INTEGRATION, PERMISSION } from "./types.ts";

interface Permission {
  principal: string;
  sourceArn: string;
  sourceAccount: string;
  principalOrgId: string;
  functionUrlAuthType: string;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
const API_GATEWAY = "apigateway.amazonaws.com";

export const permissionNamesItsSource: ResourceValidationPolicy = {
  name: "lambda-permission-names-its-source",
  description:
    "A permission for an AWS service names what may call, for API Gateway down to the route. Without a source, that of any account may.",
  enforcementLevel: "mandatory",
  severity: "critical",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  remediationSteps: "Set sourceArn, for API Gateway to {api executionArn}/{stage}/{route key}.",
  validateResource: ofType<Permission>(PERMISSION, (props, report) => {
    const { principal = "" } = props;
    if (!principal.endsWith(".amazonaws.com")) return;
    if (!("sourceArn" in props)) {
      if (principal === API_GATEWAY || !("sourceAccount" in props)) report("it names no sourceArn");
    } else if (principal === API_GATEWAY && props.sourceArn?.includes("*")) {
      report(`it is not scoped to one route: ${props.sourceArn}`);
    }
  }),
};

export const permissionIsNotPublic: ResourceValidationPolicy = {
  name: "lambda-permission-not-public",
  description: "No permission lets everybody call a function.",
  enforcementLevel: "mandatory",
  severity: "critical",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1",
  remediationSteps: "Name an account, a role or a service as principal.",
  validateResource: ofType<Permission>(PERMISSION, (props, report) => {
    const narrowed = "sourceAccount" in props || "principalOrgId" in props || "sourceArn" in props;
    if (props.principal === "*" && !narrowed) report("its principal is everybody");
  }),
};

export const permissionNamesAlias: StackValidationPolicy = {
  name: "lambda-permission-names-alias",
  description:
    "A route that calls an alias has a permission with its qualifier: one for the function alone lets nobody call the alias.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-use.html",
  remediationSteps: "Set qualifier of the Permission to the alias's name.",
  validateStack({ resources }, report) {
    judgeEach(allOf(resources, INTEGRATION), (integration) => {
      for (const alias of referredBy(integration, "integrationUri", ALIAS)) {
        if (referringTo(resources, PERMISSION, "qualifier", alias).length > 0) continue;
        const beside = allOf(resources, PERMISSION).filter((each) => isOfFunctionOf(alias, each));
        if (!beside.some(({ props }) => props.qualifier === alias.props.name))
          report(`nobody may call the alias ${alias.name}`, alias.urn);
      }
    });
  },
};

/** Whether a permission is about the alias's function, which the program names or makes. */
function isOfFunctionOf(alias: PolicyResource, permission: PolicyResource) {
  const [fn] = referredBy(alias, "functionName", FUNCTION);
  const made = functionsNamedBy(permission, "function");
  if (fn) return made.some(({ urn }) => urn === fn.urn);
  return made.length === 0 && permission.props.function === alias.props.functionName;
}

export const functionUrlAsksWho: ResourceValidationPolicy = {
  name: "lambda-url-asks-who",
  description:
    "A function's URL asks for a signature: it is a way around the gateway's throttles and authorizers.",
  enforcementLevel: "mandatory",
  severity: "critical",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  remediationSteps: "Set authorizationType to AWS_IAM.",
  validateResource: ofType<{ authorizationType: string }>(
    "aws:lambda/functionUrl:FunctionUrl",
    ({ authorizationType }, report) => {
      if (authorizationType !== "AWS_IAM")
        report(`its authorizationType is ${authorizationType ?? "not set"}`);
    },
  ),
};
