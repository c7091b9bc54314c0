// Rules for who may call functions.
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";

const PERMISSION = "aws:lambda/permission:Permission";

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
