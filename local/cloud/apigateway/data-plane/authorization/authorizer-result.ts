// What an authorizer returns: who the client is, a policy, and a context for later events.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
import { AwsError } from "../../../errors.ts";
import { parsePolicy } from "../../../iam/policy/document.ts";
import type { Statement } from "../../../iam/policy/statement.ts";

export interface AuthorizerResult {
  principalId: string;
  policy: Statement[];
  context: Record<string, string>;
  /** The value of an API key. */
  usageIdentifierKey?: string;
}

/**
 * @param payload JSON text
 * @param maxBytes longest result that is taken
 * @throws AwsError AuthorizerConfigurationException, MalformedPolicyDocument
 */
export function parseAuthorizerResult(payload: string, maxBytes: number): AuthorizerResult {
  const bytes = Buffer.byteLength(payload);
  if (bytes > maxBytes) throw invalid(`its result of ${bytes} bytes is longer than ${maxBytes}`);
  const {
    principalId,
    policyDocument,
    context = {},
    usageIdentifierKey,
  } = fieldsOf(JSON.parse(payload), "its result");
  if (typeof principalId !== "string" || principalId === "") throw invalid("its result has no principalId");
  const document = fieldsOf(policyDocument, "the policyDocument of its result");
  return {
    principalId,
    policy: parsePolicy(JSON.stringify(document), "identity"),
    context: toStrings(fieldsOf(context ?? {}, "the context of its result")),
    ...(typeof usageIdentifierKey === "string" && { usageIdentifierKey }),
  };
}

function toStrings(context: Record<string, unknown>) {
  const entries = Object.entries(context).filter(([, value]) => value !== null);
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (typeof value === "object")
        throw invalid(`${key} in its context is neither text, number nor boolean`);
      return [key, String(value)];
    }),
  );
}

function fieldsOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw invalid(`${what} is no object`);
}

const invalid = (why: string) => new AwsError("AuthorizerConfigurationException", why, 500);
