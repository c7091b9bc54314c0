// Rules for functions and who may call them.
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";

export const permissionNamesItsSource: ResourceValidationPolicy = {
  name: "lambda-permission-names-its-source",
  description:
    "A permission for API Gateway names the stage and route that may call. Without a source ARN any API of any account may.",
  enforcementLevel: "mandatory",
  severity: "critical",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  remediationSteps: "Set sourceArn to {api executionArn}/{stage}/{route key}.",
  validateResource: ofType<{ principal: string; sourceArn: string }>(
    "aws:lambda/permission:Permission",
    ({ principal, sourceArn }, report, { name }) => {
      if (principal !== "apigateway.amazonaws.com") return;
      if (!sourceArn) report(`the permission ${name} names no sourceArn`);
      else if (sourceArn.includes("*"))
        report(`the permission ${name} is not scoped to one route: ${sourceArn}`);
    },
  ),
};
