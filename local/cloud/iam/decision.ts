// From what each kind of policy says to yes or no, within one account.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
import type { Finding } from "./policy/evaluate.ts";
import { REACH } from "./policy/principal.ts";
import { Undecidable } from "./policy/undecidable.ts";

/** The kinds of policies in AWS's words. */
type Source =
  "identity-based policy" | "resource-based policy" | "role trust policy" | "permissions boundary";

export type Decision =
  | { kind: "allowed" }
  /** A statement denies, or none allows. */
  | { kind: "denied"; explicit: boolean; by: Source }
  /** It would depend on this. */
  | { kind: "undecided"; because: Undecidable };

export interface Findings {
  identity: Finding;
  /** Undefined when the role has no boundary. */
  boundary?: Finding;
  /** Undefined when the resource has no policy. */
  resource?: Finding;
  /** Of the role that is to be assumed: a policy of a resource without which nobody is let in. */
  trust?: Finding;
}

/** A deny in any kind of policy comes before every allow. */
export function decide(findings: Findings): Decision {
  const { identity, boundary, resource, trust } = findings;
  const bySource: [Source, Finding | undefined][] = [
    ["identity-based policy", identity],
    ["resource-based policy", resource],
    ["role trust policy", trust],
    ["permissions boundary", boundary],
  ];
  for (const [by, finding] of bySource) {
    if (finding?.denied === true) return { kind: "denied", explicit: true, by };
  }
  for (const [, finding] of bySource) {
    if (finding?.denied instanceof Undecidable) return { kind: "undecided", because: finding.denied };
  }
  if (isAllowed(findings)) return { kind: "allowed" };
  const because = bySource.map(([, finding]) => finding?.perhaps).find((perhaps) => perhaps !== undefined);
  if (because && isAllowed(hopeful(findings))) return { kind: "undecided", because };
  return { kind: "denied", explicit: false, by: missing(findings) };
}

/** The kind of policy that would have to allow. */
function missing({ identity, trust }: Findings): Source {
  if (trust?.allowed === REACH.none) return "role trust policy";
  return identity.allowed > REACH.none ? "permissions boundary" : "identity-based policy";
}

function isAllowed({ identity, boundary, resource, trust }: Findings): boolean {
  if (trust?.allowed === REACH.none) return false;
  const reach = (trust ?? resource)?.allowed ?? REACH.none;
  if (reach === REACH.session) return true;
  const within = boundary === undefined || boundary.allowed > REACH.none;
  return within && (reach === REACH.role || identity.allowed > REACH.none);
}

/** As if everything allowed that might. */
const hopeful = ({ identity, boundary, resource, trust }: Findings): Findings => ({
  identity: better(identity),
  boundary: boundary && better(boundary),
  resource: resource && better(resource),
  trust: trust && better(trust),
});

const better = (finding: Finding): Finding =>
  finding.perhaps ? { ...finding, allowed: REACH.session } : finding;
