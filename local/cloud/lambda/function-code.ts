// A function's deployment package: measured, hashed, and laid out on disk for its processes.
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, normalize, isAbsolute } from "node:path";
import { AwsError } from "../errors.ts";

/** Path in the package -> bytes. */
export type Code = Map<string, Buffer>;

/** Equal for equal files, as that of a reproducible zip would be. */
export function codeSha256(code: Code): string {
  const hash = createHash("sha256");
  for (const [path, bytes] of [...code].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("base64");
}

export function codeSize(code: Code): number {
  return [...code.values()].reduce((size, bytes) => size + bytes.length, 0);
}

/** @throws AwsError InvalidParameterValueException for an empty package or a path that leaves it */
export function checkCode(functionName: string, code: Code) {
  if (code.size === 0) {
    throw new AwsError("InvalidParameterValueException", `The code of function ${functionName} has no files`);
  }
  for (const path of code.keys()) {
    if (!isAbsolute(path) && !normalize(path).startsWith("..")) continue;
    const message = `The code of function ${functionName} has a file outside of its package: ${path}`;
    throw new AwsError("InvalidParameterValueException", message);
  }
}

/** Writes the package into a new folder. */
export async function unpack(code: Code, directory: string) {
  await mkdir(directory, { recursive: true });
  for (const [path, bytes] of code) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}
