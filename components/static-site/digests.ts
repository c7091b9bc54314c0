// What there is at each path of a site, short enough to be told.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { StaticSiteArgs } from "./args.ts";
import { CONFIG_KEY, contentTypeOf, type SiteFile } from "./content.ts";
import { cacheControlOf } from "./edge-cache.ts";

/** Hex digits, of which two contents of one path will not share as many. */
const DIGEST_LENGTH = 16;

/** By key, a digest of each file that another may take the place of under its name, `config` among them. */
export function digestsOf(
  files: SiteFile[],
  { config, edgeCache }: Pick<StaticSiteArgs, "config" | "edgeCache">,
) {
  const cacheControl = cacheControlOf("other", edgeCache);
  const digest = (key: string, content: string | Buffer) =>
    createHash("sha256")
      // Edges keep these as well.
      .update(`${contentTypeOf(key)}\n${cacheControl}\n`)
      .update(content)
      .digest("hex")
      .slice(0, DIGEST_LENGTH);
  const digests: Record<string, pulumi.Input<string>> = Object.fromEntries(
    files
      .filter(({ kind }) => kind !== "hashed")
      .map(({ key, source }) => [key, digest(key, readFileSync(source))]),
  );
  if (config) {
    digests[CONFIG_KEY] = pulumi.jsonStringify(config).apply((content) => digest(CONFIG_KEY, content));
  }
  return digests;
}
