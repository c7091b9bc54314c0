import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import { environmentHoldsNoSecret } from "./lambda-secrets.ts";
import { FUNCTION } from "./types.ts";

const environment = (variables: Record<string, string>) => [
  resource(FUNCTION, { environment: { variables } }),
];

describeRule(environmentHoldsNoSecret, {
  compliant: {
    "names and addresses": environment({ TABLE_NAME: "chat", CALLBACK_URL: "https://a.example.com/live" }),
    "the place of a secret": environment({ API_KEY_ARN: "arn:aws:secretsmanager:us-east-1:1:secret:a" }),
    "no environment": [resource(FUNCTION)],
  },
  violating: {
    "a password": environment({ DB_PASSWORD: "hunter2" }),
    "a token that a preview does not know": environment({ SLACK_TOKEN: UNKNOWN }),
    "a secret beside a value that a preview does not know": environment({ A: UNKNOWN, apiKey: "x" }),
    "an access key under an innocent name": environment({ USER: `AKIA${"A".repeat(16)}` }),
    "a private key": environment({ CERTIFICATE: "-----BEGIN RSA PRIVATE KEY-----" }),
    "a URL with a password": environment({ REDIS: "redis://me:secret@cache.example.com" }),
    "a JSON web token": environment({ SESSION: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl" }),
  },
  unknown: { "a value that is not known": environment({ CALLBACK_URL: UNKNOWN }) },
  configured: {
    "a variable that is allowed": {
      config: { allowed: ["PAGE_TOKEN"] },
      resources: environment({ PAGE_TOKEN: "3" }),
      violates: false,
    },
  },
});
