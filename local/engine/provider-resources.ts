// Explicit providers, `new aws.Provider(…)`: resources of the engine itself. Of a provider's settings only
// the region means something to a local cloud; those that would change resources are refused by name.
import { randomUUID } from "node:crypto";
import type { Provider } from "../provider/provider.ts";
import { canonical } from "./canonical.ts";
import { UnsupportedError } from "./errors.ts";

const prefix = "pulumi:providers:";

/** Whether a resource is an explicit provider, such as `pulumi:providers:aws`. */
export function isProviderType(type: string) {
  return type.startsWith(prefix);
}

/** Settings that say where and as whom to call AWS, which is not called. */
const withoutEffect = new Set([
  "region",
  "version",
  "pluginDownloadURL",
  "profile",
  "accessKey",
  "secretKey",
  "token",
  "allowedAccountIds",
  "forbiddenAccountIds",
  "maxRetries",
  "retryMode",
  "s3UsePathStyle",
  "sharedConfigFiles",
  "sharedCredentialsFiles",
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRegionValidation",
  "skipRequestingAccountId",
]);

/** The settings among `names` that would change what the provider makes. */
export function unsupportedSettings(names: string[]) {
  return names.filter((name) => !withoutEffect.has(name));
}

export const providerResources: Provider = {
  async check({ type, news }) {
    if (type !== `${prefix}aws`) throw new UnsupportedError(`the provider ${type.slice(prefix.length)}`);
    const failures = unsupportedSettings(Object.keys(news)).map((property) => ({
      property,
      reason: "this provider setting has no counterpart in the local cloud",
    }));
    return { inputs: news, failures };
  },
  async diff({ oldInputs, newInputs }) {
    const keys = new Set([...Object.keys(oldInputs), ...Object.keys(newInputs)]);
    const changes = [...keys].filter(
      (key) => canonical(oldInputs[key] ?? null) !== canonical(newInputs[key] ?? null),
    );
    return {
      changes,
      replaces: changes.filter((key) => key === "region"),
      deleteBeforeReplace: false,
    };
  },
  async create({ inputs }) {
    return { id: randomUUID(), outputs: inputs };
  },
  async update({ inputs }) {
    return { outputs: inputs };
  },
  async delete() {},
  async read() {
    return undefined;
  },
  async invoke({ token }) {
    throw new UnsupportedError(token);
  },
};
