// Assets and archives as the SDK names them, with the hash of what they hold at that moment.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { EngineError } from "./errors.ts";
import { Archive, Asset } from "./values.ts";

/** The fields of an asset or archive on the wire; exactly one of the first three is set. */
interface Source {
  text?: unknown;
  path?: unknown;
  uri?: unknown;
  /** What the content was when the Pulumi CLI read it: a file may have changed since, or be gone. */
  hash?: unknown;
}

/** `directory` is the program's working directory, which relative paths start from. */
export function toAsset({ text, path, uri, hash }: Source, directory: string): Asset {
  if (typeof text === "string") return new Asset("text", text, known(hash) ?? sha256(text));
  if (typeof uri === "string") return new Asset("remote", uri, known(hash) ?? sha256(uri));
  if (typeof path === "string") {
    const file = resolve(directory, path);
    return new Asset("file", file, known(hash) ?? sha256(read(file, "FileAsset")));
  }
  // Of a resource as it was the CLI tells no contents; it leaves out an empty text as well.
  if (typeof hash === "string") return new Asset("text", "", hash);
  throw new EngineError("an asset has neither text nor path nor URI");
}

/**
 * @param directory what its path is relative to
 * @throws EngineError when it has neither contents nor a hash
 */
export function toArchive(
  { path, uri, hash, assets }: Source & { assets?: Record<string, Asset | Archive> },
  directory: string,
): Archive {
  if (assets) return new Archive("assets", assets, known(hash) ?? hashParts(assets));
  if (typeof uri === "string") return new Archive("remote", uri, known(hash) ?? sha256(uri));
  if (typeof path === "string") {
    const location = resolve(directory, path);
    return new Archive("file", location, known(hash) ?? hashLocation(location));
  }
  if (typeof hash === "string") return new Archive("assets", {}, hash);
  throw new EngineError("an archive has neither assets nor path nor URI");
}

const known = (hash: unknown) => (typeof hash === "string" ? hash : undefined);

function hashParts(parts: Record<string, { hash: string }>) {
  const lines = Object.keys(parts)
    .sort()
    .map((name) => `${name}\0${parts[name]?.hash}\n`);
  return sha256(lines.join(""));
}

function hashLocation(location: string) {
  if (!statSync(location, { throwIfNoEntry: false })?.isDirectory()) {
    return sha256(read(location, "FileArchive"));
  }
  const files = readdirSync(location, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => resolve(entry.parentPath, entry.name));
  return hashParts(
    Object.fromEntries(
      files.map((file) => [
        file.slice(location.length + 1).replaceAll("\\", "/"),
        { hash: sha256(read(file, "FileArchive")) },
      ]),
    ),
  );
}

function read(file: string, kind: string) {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new EngineError(`${kind} ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function sha256(content: string | Buffer) {
  return createHash("sha256").update(content).digest("hex");
}
