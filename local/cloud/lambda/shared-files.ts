// What all functions find besides their code: the modules that come with the runtime, the certificate
// authority, and the cache of compiled code.
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import type { CloudContext } from "../context.ts";

/** Lambda's runtimes for Node.js include the AWS SDK; any of its clients shows where ours is installed. */
const SDK_CLIENT = "@aws-sdk/client-dynamodb";

export const sharedFiles = ({ directory }: Pick<CloudContext, "directory">) => ({
  /** PEM of the authority behind every https URL of the cloud. */
  authority: join(directory, "authority.pem"),
  /** Above every function's folder, so that both kinds of modules find it on their way up. */
  modules: join(directory, "node_modules"),
  /** Makes the second cold start of a function, and of the runtime itself, a faster one. */
  compileCache: join(directory, "compile-cache"),
});

export async function writeSharedFiles(context: CloudContext) {
  const { authority, modules } = sharedFiles(context);
  await writeFile(authority, context.certificate.ca);
  await mkdir(modules, { recursive: true });
  const client = findPackageJSON(SDK_CLIENT, import.meta.url);
  if (client) await symlink(dirname(dirname(client)), join(modules, "@aws-sdk"), "junction");
}
