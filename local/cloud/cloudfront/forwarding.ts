// What of a viewer's request a cache behaviour passes on to its origin.
import { AwsError } from "../errors.ts";
import type { CacheBehavior } from "./config.ts";

export interface Forwarding {
  /** Names in lower case, or every header, with or without the viewer's Host. */
  headers: "all" | "all but host" | string[];
  cookies: "all" | string[];
  queryString: boolean;
}

const NOTHING: Forwarding = { headers: [], cookies: [], queryString: false };
const EVERYTHING: Forwarding = { headers: "all", cookies: "all", queryString: true };
const CORS = ["origin", "access-control-request-headers", "access-control-request-method"];

/**
 * AWS's own origin request policies, but for those that add what is known of where a viewer is.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
const MANAGED: Record<string, Forwarding & { name: string }> = {
  "216adef6-5c7f-47e4-b989-5492eafa07d3": { name: "AllViewer", ...EVERYTHING },
  "b689b0a8-53d0-40ab-baf2-68738e2966ac": {
    name: "AllViewerExceptHostHeader",
    ...EVERYTHING,
    headers: "all but host",
  },
  "59781a5b-3903-41f3-afcb-af62929ccde1": { name: "CORS-CustomOrigin", ...NOTHING, headers: ["origin"] },
  "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf": { name: "CORS-S3Origin", ...NOTHING, headers: CORS },
  "bf0718e1-ba1e-49d1-88b1-f726733018ae": { name: "HostHeaderOnly", ...NOTHING, headers: ["host"] },
  "acba4595-bd28-49b8-b9fe-13317c0390fa": {
    name: "UserAgentRefererHeaders",
    ...NOTHING,
    headers: ["user-agent", "referer"],
  },
};

/** @throws AwsError NoSuchOriginRequestPolicy */
export function managedForwarding(id: string): Forwarding {
  const policy = MANAGED[id];
  if (policy) return policy;
  const known = Object.entries(MANAGED).map(([knownId, { name }]) => `${name} (${knownId})`);
  throw new AwsError(
    "NoSuchOriginRequestPolicy",
    `${id} is no origin request policy of this cloud, which has ${known.join(", ")}`,
    404,
  );
}

/** By its origin request policy, or by its own values where it has no policies. */
export function forwardingOf({ originRequestPolicyId, forwardedValues }: CacheBehavior): Forwarding {
  if (originRequestPolicyId !== undefined) return managedForwarding(originRequestPolicyId);
  if (!forwardedValues) return NOTHING;
  const { headers = [], cookies, queryString } = forwardedValues;
  return {
    headers: headers.includes("*") ? "all" : headers.map((name) => name.toLowerCase()),
    cookies: cookies.forward === "all" ? "all" : (cookies.whitelistedNames ?? []),
    queryString,
  };
}
