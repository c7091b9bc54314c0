// Rules for roles: who may take them on, and which of AWS's own policies they have.
import type { ResourceValidation, ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";
import { judgeEach } from "./stack.ts";
import { allowing } from "./statements.ts";
import { ROLE } from "./types.ts";

/** Services that take on roles in programs like this one. */
const SERVICES = [
  "lambda.amazonaws.com",
  "apigateway.amazonaws.com",
  "scheduler.amazonaws.com",
  "events.amazonaws.com",
];

export const roleTrustsKnown: ResourceValidationPolicy = {
  name: "iam-role-trusts-known",
  description:
    "A role trusts a service that needs it. Whoever is no service (an account, an identity provider, everybody) is trusted under a condition only.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  remediationSteps:
    "Name the service in assumeRolePolicy, add it to the rule's `services` if it is a new one, or add a Condition.",
  configSchema: {
    properties: {
      services: {
        type: "array",
        items: { type: "string" },
        default: SERVICES,
        description: "Services that roles may trust",
      },
    },
  },
  validateResource: ofType<{ assumeRolePolicy: unknown }>(
    ROLE,
    ({ assumeRolePolicy }, report, { getConfig }) => {
      const { services = SERVICES } = getConfig<{ services?: string[] }>();
      for (const { principals, conditions } of allowing(assumeRolePolicy)) {
        const { Service = [], ...others } = principals;
        for (const service of Service) if (!services.includes(service)) report(`it trusts ${service}`);
        const people = Object.values(others).flat();
        if (people.length > 0 && Object.keys(conditions).length === 0)
          report(`it trusts ${people.join(", ")} without a condition`);
      }
    },
  ),
};

const BROAD = /(FullAccess|AdministratorAccess|PowerUserAccess)$/;

const attachments: ResourceValidation[] = [
  ofType<{ policyArn: string }>(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    ({ policyArn }, report) => {
      if (policyArn !== undefined && BROAD.test(policyArn)) report(`it attaches ${policyArn}`);
    },
  ),
  ofType<{ managedPolicyArns: string[] }>(ROLE, ({ managedPolicyArns = [] }, report) => {
    judgeEach(managedPolicyArns.keys(), (index) => {
      const arn = managedPolicyArns[index];
      if (arn && BROAD.test(arn)) report(`it attaches ${arn}`);
    });
  }),
];

export const noBroadManagedPolicy: ResourceValidationPolicy = {
  name: "iam-no-full-access",
  description: "No role has a policy of AWS that gives the whole of a service, or of the account.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  remediationSteps: "Write a policy with the actions and resources that are needed.",
  validateResource: attachments,
};
