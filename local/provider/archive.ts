// Reads what the program gave as an asset or archive: bytes, or the files of a package by their path.
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { type Archive, Asset } from "../engine/values.ts";
import { ProviderError } from "./errors.ts";

/** @throws ProviderError when the asset is remote; an error of the file system when the file is gone */
export async function readAsset(asset: Asset): Promise<Buffer> {
  switch (asset.kind) {
    case "text":
      return Buffer.from(asset.value);
    case "file":
      return readFile(asset.value);
    case "remote":
      throw remote("RemoteAsset", asset.value);
  }
}

/** The files of an archive, path in the package -> content. @throws ProviderError when it is remote or packed */
export async function readArchive(archive: Archive): Promise<Map<string, Buffer>> {
  switch (archive.kind) {
    case "assets":
      return readParts(archive.assets);
    case "file":
      return readFolder(archive.location);
    case "remote":
      throw remote("RemoteArchive", archive.location);
  }
}

async function readParts(parts: Record<string, Asset | Archive>): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const [name, part] of Object.entries(parts)) {
    if (part instanceof Asset) files.set(name, await readAsset(part));
    else for (const [path, content] of await readArchive(part)) files.set(`${name}/${path}`, content);
  }
  return files;
}

async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  if (!(await stat(folder)).isDirectory()) {
    throw new ProviderError(
      `FileArchive ${folder}: the local cloud does not unpack archive files; give it the folder instead`,
    );
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const files = new Map<string, Buffer>();
  for (const path of paths.sort()) {
    files.set(relative(folder, path).replaceAll(sep, "/"), await readFile(path));
  }
  return files;
}

const remote = (kind: string, uri: string) =>
  new ProviderError(
    `${kind} ${uri}: the local cloud fetches nothing from the network; use a file or a string`,
  );
