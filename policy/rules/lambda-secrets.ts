// A rule against secrets in the environment of functions, which everybody reads who may look at the function.
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";
import { judgeEach } from "./stack.ts";
import { FUNCTION } from "./types.ts";

/** Names of secrets; what goes on with _ARN or _NAME only says where one is. */
const SECRET_NAME = /(^|_)(SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;

/** How well-known secrets begin, each with who gives it out. */
const SECRET_VALUES: [RegExp, string][] = [
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, "an access key of AWS"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "a private key"],
  [/\bgh[pousr]_[A-Za-z0-9]{36}/, "a token of GitHub"],
  [/\bxox[abprs]-/, "a token of Slack"],
  [/\b[sr]k_live_/, "a key of Stripe"],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/, "a JSON web token"],
  [/:\/\/[^/\s:@]+:[^/\s:@]+@/, "a URL with a password"],
];

export const environmentHoldsNoSecret: ResourceValidationPolicy = {
  name: "lambda-no-secret-in-environment",
  description:
    "No environment variable is a secret, by its name or by its value: everybody who may look at the function reads it.",
  enforcementLevel: "mandatory",
  severity: "critical",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html",
  remediationSteps:
    "Put the secret into Secrets Manager or Parameter Store, and its ARN or name into the environment (MY_SECRET_ARN).",
  configSchema: {
    properties: {
      allowed: {
        type: "array",
        items: { type: "string" },
        description: "Variables that look like secrets and are none",
      },
    },
  },
  validateResource: ofType<{ environment: { variables?: Record<string, string> } }>(
    FUNCTION,
    ({ environment: { variables = {} } = {} }, report, { getConfig }) => {
      const { allowed = [] } = getConfig<{ allowed?: string[] }>();
      const names = Object.keys(variables).filter((name) => !allowed.includes(name));
      const [named, others] = [names.filter(isSecretName), names.filter((name) => !isSecretName(name))];
      // By the name first: a preview knows it even where it does not know the value.
      for (const name of named) report(`the variable ${name} is a secret by its name`);
      judgeEach(others, (name) => {
        const kind = SECRET_VALUES.find(([pattern]) => pattern.test(variables[name] ?? ""))?.[1];
        if (kind) report(`the variable ${name} holds ${kind}`);
      });
    },
  ),
};

const isSecretName = (name: string) => SECRET_NAME.test(name);
