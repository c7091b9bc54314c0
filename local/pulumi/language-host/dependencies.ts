// The packages of a program, which `pulumi about` lists.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import language from "@pulumi/pulumi/proto/language_pb.js";
import type { GetProgramDependenciesRequest } from "@pulumi/pulumi/proto/language_pb.js";

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** What npm writes of what it has installed. */
interface Installed {
  packages: Record<string, { version: string }>;
}

const FOLDER = "node_modules/";

/** Those that package.json names, or all of them; at the versions that are installed. */
export function getProgramDependencies(request: GetProgramDependenciesRequest) {
  const directory = request.getInfo()?.getProgramDirectory() || request.getPwd();
  const { dependencies, devDependencies } = readJson<Manifest>(join(directory, "package.json"));
  const named = { ...dependencies, ...devDependencies };
  const { packages } = readJson<Installed>(join(directory, FOLDER, ".package-lock.json"));

  const response = new language.GetProgramDependenciesResponse();
  for (const [path, { version }] of Object.entries(packages)) {
    const name = path.slice(path.lastIndexOf(FOLDER) + FOLDER.length);
    const isDirect = path === `${FOLDER}${name}` && name in named;
    if (!isDirect && !request.getTransitivedependencies()) continue;
    const dependency = new language.DependencyInfo();
    dependency.setName(name);
    dependency.setVersion(version);
    response.addDependencies(dependency);
  }
  return response;
}

const readJson = <Shape>(file: string): Shape => JSON.parse(readFileSync(file, "utf8"));
