// What is in a built site, and how each file of it is served.
import { globSync, statSync } from "node:fs";
import path from "node:path";
import mime from "mime";
import type { Problem } from "../errors.ts";

export interface SiteFile {
  /** Path below the site's folder, with slashes, which is the object's key and the URL's path. */
  key: string;
  /** Path from the program's folder. */
  source: string;
  contentType: string;
  kind: "hashed" | "page" | "other";
}

/** What `config` becomes. */
export const CONFIG_KEY = "config.json";

/**
 * What Vite calls the files it bundles: in `assets/`, with eight characters of base64url at the end. A word may look
 * like that too, so a capital or a digit has to be among them; the rare hash without is merely asked for again.
 */
const HASHED_NAME = /^assets\/.*-(?=[^.]*[A-Z0-9])[A-Za-z0-9_-]{8}\.[a-z0-9.]+$/;

const PAGE = /\.html$/;

/** Every file of the site, sorted, so that two runs register them in the same order. */
export function filesIn(folder: string): SiteFile[] {
  return globSync("**", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((relative) => describe(folder, relative.replaceAll(path.sep, "/")))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** What keeps a folder from being a site. */
export function folderProblems(folder: string): Problem[] {
  if (isPresent(folder) && isPresent(path.join(folder, "index.html"))) return [];
  const wrong = isPresent(folder) ? "there is no index.html in it" : "there is no such folder";
  return [{ argument: "folder", value: folder, wrong, remedy: 'Run "npm run build", or correct the path' }];
}

/** The Content-Type of a file by its extension. */
export function contentTypeOf(key: string) {
  const type = mime.getType(key) ?? "application/octet-stream";
  return /^text\/|javascript|json|svg/.test(type) ? `${type}; charset=utf-8` : type;
}

function describe(folder: string, key: string): SiteFile {
  const kind = PAGE.test(key) ? "page" : HASHED_NAME.test(key) ? "hashed" : "other";
  return {
    key,
    source: path.join(folder, key),
    contentType: contentTypeOf(key),
    kind,
  };
}

function isPresent(file: string) {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
