// How an alias shares its calls between two versions.
// https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
import { AwsError } from "../errors.ts";
import type { Random } from "../random.ts";
import { LATEST } from "./function-arn.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";

/** Version -> share of the calls, from 0 to 1; the rest is the alias's own version's. */
export type VersionWeights = Record<string, number>;

interface Routing {
  functionVersion: string;
  additionalVersionWeights: VersionWeights;
}

/** Random bytes that a share is compared with: finer than any weight that is written by hand. */
const DRAW_BYTES = 4;

/**
 * @param versionOf throws for a version that does not exist
 * @throws AwsError InvalidParameterValueException, ValidationException
 */
export function checkWeights(
  { functionVersion, additionalVersionWeights }: Routing,
  versionOf: (version: string) => FunctionConfiguration,
) {
  const { role } = versionOf(functionVersion);
  const weights = Object.entries(additionalVersionWeights);
  if (weights.length > 1) refuse("Number of items in AdditionalVersionWeights cannot be greater than 1");
  for (const [version, weight] of weights) {
    if (!/^\d+$/.test(version) || !(weight >= 0 && weight <= 1)) {
      const message = `1 validation error detected: additionalVersionWeights must be the number of a version and its share from 0 to 1, not {${version}=${weight}}`;
      throw new AwsError("ValidationException", message);
    }
    if (version === functionVersion) {
      refuse(
        `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
      );
    }
    if (functionVersion === LATEST) {
      refuse(`${LATEST} is not supported for an alias pointing to more than 1 version`);
    }
    if (versionOf(version).role !== role) {
      refuse(
        `The versions ${functionVersion} and ${version} have different execution roles: an alias shares its calls between versions with the same role only.`,
      );
    }
  }
}

/** Whose turn it is. */
export function chooseVersion({ functionVersion, additionalVersionWeights }: Routing, random: Random) {
  const [[version, weight] = [functionVersion, 0]] = Object.entries(additionalVersionWeights);
  if (weight === 0) return functionVersion;
  const drawn = random.bytes(DRAW_BYTES).readUInt32BE() / 2 ** (8 * DRAW_BYTES);
  return drawn < weight ? version : functionVersion;
}

function refuse(message: string): never {
  throw new AwsError("InvalidParameterValueException", message);
}
