// Condition keys that requests have whatever they ask for.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
import type { KeyLookup } from "./policy/condition.ts";
import type { Caller } from "./policy/principal.ts";
import { Undecidable } from "./policy/undecidable.ts";

/** Values by key, in any case. A key that is named and undefined is known to be absent from the request. */
export type ConditionContext = Record<string, string | string[] | undefined>;

/** What is known of a request without looking into it. */
export interface Facts {
  /** Milliseconds since the Unix epoch. */
  now: number;
  region: string;
  /** Account of the resource. */
  accountId: string;
  caller: Caller;
  /** Of the caller's role. */
  tags?: Record<string, string>;
  /** `{roleId}:{session name}`. */
  userId?: string;
}

const KEYS: Record<string, (facts: Facts) => string | undefined> = {
  "aws:currenttime": ({ now }) => new Date(now).toISOString(),
  "aws:epochtime": ({ now }) => String(Math.floor(now / 1000)),
  "aws:principalaccount": ({ caller }) => caller.accountId,
  "aws:principalarn": ({ caller }) => caller.role,
  "aws:principalisawsservice": ({ caller }) => String(caller.service !== undefined),
  "aws:principalservicename": ({ caller }) => caller.service,
  "aws:principaltype": ({ caller }) => caller.role && "AssumedRole",
  "aws:requestedregion": ({ region }) => region,
  "aws:resourceaccount": ({ accountId }) => accountId,
  // What speaks plain here are addresses that the cloud gave out in place of AWS's, which are all TLS.
  "aws:securetransport": () => "true",
  "aws:userid": ({ userId }) => userId,
  "aws:viaawsservice": () => "false",
};

/** Requests have none of these: no users, no organization, no federation, no private network, no services between. */
const ABSENT = new Set([
  ...["aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:chatbotsourcearn", "aws:referer"],
  ...["aws:sourcearn", "aws:sourceaccount", "aws:sourceidentity", "aws:sourceorgid", "aws:sourceorgpaths"],
  ...["aws:federatedprovider", "aws:multifactorauthage", "aws:multifactorauthpresent", "aws:username"],
  ...["aws:principalorgid", "aws:principalorgpaths", "aws:resourceorgid", "aws:resourceorgpaths"],
  ...["aws:principalservicenameslist", "ec2:sourceinstancearn", "lambda:sourcefunctionarn"],
  ...["aws:sourcevpc", "aws:sourcevpcarn", "aws:sourcevpce", "aws:vpcsourceip"],
]);

const PRINCIPAL_TAG = "aws:principaltag/";

/** @param given what only the called service knows; read when the first condition asks */
export function keyLookup(facts: Facts, given: ConditionContext | (() => ConditionContext)): KeyLookup {
  let own: ReadonlyMap<string, string | string[] | undefined> | undefined;
  return (key) => {
    const name = key.toLowerCase();
    own ??= lowerCased(typeof given === "function" ? given() : given);
    if (own.has(name)) return own.get(name);
    const read = KEYS[name];
    if (read) return read(facts);
    if (ABSENT.has(name)) return undefined;
    if (name.startsWith(PRINCIPAL_TAG)) return tag(facts.tags, name.slice(PRINCIPAL_TAG.length));
    throw new Undecidable(`the condition key ${key}`);
  };
}

const lowerCased = (context: ConditionContext) =>
  new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));

const tag = (tags: Record<string, string> = {}, name: string) =>
  Object.entries(tags).find(([key]) => key.toLowerCase() === name)?.[1];
