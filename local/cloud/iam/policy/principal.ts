// The Principal and NotPrincipal of a statement: whom it is about.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
import { malformedPolicy } from "../errors.ts";
import { Undecidable } from "./undecidable.ts";

/** Who asks. Nothing of it is set for somebody unknown. */
export interface Caller {
  /** A service that calls for itself, such as `lambda.amazonaws.com`. */
  service?: string;
  /** ARN of a session of a role, and of the role. */
  session?: string;
  role?: string;
  /** Twelve digits: of the role, or of a root. */
  accountId?: string;
  /** A role with a permissions boundary. */
  bounded?: boolean;
}

/**
 * How closely a statement names the caller. It matters for what a resource's policy allows: a session is let in
 * whatever the role's own policies say, a role up to its boundary, and an account only hands the question on.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export const REACH = { none: 0, account: 1, role: 2, session: 3 } as const;
export type Reach = (typeof REACH)[keyof typeof REACH];

/** @throws Undecidable */
export type PrincipalMatcher = (caller: Caller) => Reach;

const ACCOUNT = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/;
const ROLE = /^arn:[\w-]+:iam::\d{12}:role\/[^*?]+$/;
const SESSION = /^arn:[\w-]+:sts::\d{12}:assumed-role\/[^*?]+$/;
/** There are no users and no federation here, so that nobody is any of these. */
const NOBODY = /^arn:[\w-]+:(?:iam::\d{12}:user|sts::\d{12}:federated-user)\/[^*?]+$/;

/** @throws AwsError MalformedPolicyDocument */
export function parsePrincipal(value: unknown): PrincipalMatcher {
  const matchers = entriesOf(value).map(([kind, name]) => parseOne(kind, name));
  return (caller) => matchers.reduce<Reach>((best, matches) => atLeast(best, matches(caller)), REACH.none);
}

/**
 * Everybody but those named. A session is excepted only together with its role and its account, and a role with a
 * boundary never is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function parseNotPrincipal(value: unknown): PrincipalMatcher {
  const matches = parsePrincipal(value);
  return ({ bounded, ...caller }) => {
    const parts = Object.entries(caller).map(([part, name]) => ({ [part]: name }));
    const excepted = !bounded && parts.length > 0 && parts.every((part) => matches(part) !== REACH.none);
    return excepted ? REACH.none : REACH.role;
  };
}

function parseOne(kind: string, name: string): PrincipalMatcher {
  if (kind === "AWS" && name === "*") return () => REACH.role;
  if (kind === "AWS") return parseAws(name);
  if (kind === "Service" && /^[\w.-]+$/.test(name)) {
    return ({ service }) => (service === name ? REACH.role : REACH.none);
  }
  if (kind === "Federated") return () => REACH.none;
  if (kind === "CanonicalUser") {
    return () => {
      throw new Undecidable(`the principal CanonicalUser ${name}`);
    };
  }
  throw invalid(kind, name);
}

function parseAws(name: string): PrincipalMatcher {
  const [, account] = ACCOUNT.exec(name) ?? [];
  if (account) return ({ accountId }) => (accountId === account ? REACH.account : REACH.none);
  if (ROLE.test(name)) return ({ role }) => (role === name ? REACH.role : REACH.none);
  if (SESSION.test(name)) return ({ session }) => (session === name ? REACH.session : REACH.none);
  if (NOBODY.test(name)) return () => REACH.none;
  throw invalid("AWS", name);
}

function entriesOf(value: unknown): [string, string][] {
  if (value === "*") return [["AWS", "*"]];
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid("Principal", value);
  return Object.entries(value).flatMap(([kind, names]) =>
    (Array.isArray(names) ? names : [names]).map((name: unknown): [string, string] => {
      if (typeof name === "string") return [kind, name];
      throw invalid(kind, name);
    }),
  );
}

const atLeast = (one: Reach, other: Reach): Reach => (one > other ? one : other);

const invalid = (kind: string, name: unknown) =>
  malformedPolicy(`Invalid principal in policy: ${JSON.stringify(kind)}:${JSON.stringify(name)}`);
