// Where a distribution may look for what it serves.
import { AwsError } from "../errors.ts";
import type { DistributionConfig } from "./config.ts";

/**
 * @param apiHosts `host:port` of each API that can be an origin
 * @throws AwsError NotImplementedException: an origin elsewhere is refused, since asking it would leave this machine
 */
export function checkOrigins({ origins }: DistributionConfig, apiHosts: string[]) {
  const foreign = origins.find(
    (origin) => origin.customOriginConfig && !apiHosts.includes(origin.domainName),
  );
  if (!foreign) return;
  const known = apiHosts.length > 0 ? apiHosts.join(", ") : "none yet";
  throw new AwsError(
    "NotImplementedException",
    `the origin ${foreign.originId} is ${foreign.domainName}, which is no API of this cloud (${known}): give the host of an API's apiEndpoint`,
    501,
  );
}
