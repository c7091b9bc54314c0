// A rule for tags.
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { API, BUCKET, DISTRIBUTION, FUNCTION, LOG_GROUP, QUEUE, ROLE, STAGE, TABLE } from "./types.ts";

/** What costs money or holds data; other types have no tags, or none that anybody looks for. */
const TAGGED = new Set([API, BUCKET, DISTRIBUTION, FUNCTION, LOG_GROUP, QUEUE, ROLE, STAGE, TABLE]);

const DEFAULT_KEYS = ["project", "stack"];

interface Config {
  keys?: string[];
  values?: Record<string, string>;
}

export const resourcesAreTagged: ResourceValidationPolicy = {
  name: "tags-name-owner",
  description: "What costs money or holds data says whose it is.",
  enforcementLevel: "mandatory",
  severity: "low",
  url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  remediationSteps: "Set tags; at the level remediate those in `values` are added.",
  configSchema: {
    properties: {
      keys: {
        type: "array",
        items: { type: "string" },
        default: DEFAULT_KEYS,
        description: "Keys that have to be there",
      },
      values: {
        type: "object",
        description: "Tags that the level remediate adds where they are missing",
      },
    },
  },
  validateResource({ type, props, getConfig }, report) {
    if (!TAGGED.has(type)) return;
    const { keys = DEFAULT_KEYS } = getConfig<Config>();
    const missing = keys.filter((key) => !(key in (props.tags ?? {})));
    if (missing.length > 0) report(`it has no tag ${missing.join(", ")}`);
  },
  remediateResource({ type, props, getConfig }) {
    const { values = {} } = getConfig<Config>();
    const missing = Object.entries(values).filter(([key]) => !(key in (props.tags ?? {})));
    if (!TAGGED.has(type) || missing.length === 0) return undefined;
    return { ...props, tags: { ...props.tags, ...Object.fromEntries(missing) } };
  },
};
