// Pulumi.yaml: which program there is, how it is started, and which configuration it declares.
import { statSync } from "node:fs";
import { dirname, basename, join, resolve, sep } from "node:path";
import { readDeclarations } from "./config-schema.ts";
import type { Declaration } from "./config-schema.ts";
import { ProjectError } from "./errors.ts";
import { isObject, readYaml } from "./yaml-file.ts";

/** `runtime.options` of Pulumi.yaml or PulumiPolicy.yaml. */
export interface RuntimeOptions {
  typescript: boolean;
  tsconfig?: string;
  nodeArguments: string[];
}

export interface Project extends RuntimeOptions {
  name: string;
  /** The folder that Pulumi.yaml is in. */
  directory: string;
  /** The program's working directory, and its entry as seen from there: a file, or "." to look it up. */
  programDirectory: string;
  entry: string;
  /** The `config` block, by full key (`ns:name`). */
  declarations: Map<string, Declaration>;
}

/** Throws a ProjectError that names the file and the field. */
export function readProject(directory: string): Project {
  const root = resolve(directory);
  const file = "Pulumi.yaml";
  const fields = readYaml(join(root, file));
  if (!fields) throw new ProjectError(`no ${file} in ${root}: a Pulumi program starts with one`);

  const { name, main } = fields;
  if (typeof name !== "string") throw new ProjectError(`${file}: "name" is missing`);
  if (main !== undefined && typeof main !== "string") {
    throw new ProjectError(`${file}: "main" is ${JSON.stringify(main)}, must be a path`);
  }
  return {
    name,
    directory: root,
    ...locateProgram(root, main),
    ...readRuntime(fields.runtime),
    declarations: readDeclarations(fields.config, name, file),
  };
}

// As the CLI splits it, so that relative paths in the program start from the folder of `main`.
function locateProgram(root: string, main = ".") {
  const path = resolve(root, main);
  if (path !== root && !path.startsWith(root + sep)) {
    throw new ProjectError(`Pulumi.yaml: "main" is "${main}", must be inside the project's folder`);
  }
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new ProjectError(`Pulumi.yaml: "main" is "${main}", but there is no ${path}`);
  return stats.isDirectory()
    ? { programDirectory: path, entry: "." }
    : { programDirectory: dirname(path), entry: basename(path) };
}

function readRuntime(runtime: unknown) {
  const { name, options = {} } = isObject(runtime) ? runtime : { name: runtime };
  if (name !== "nodejs") {
    throw new ProjectError(
      `Pulumi.yaml: "runtime" is ${JSON.stringify(name) ?? "missing"}, must be "nodejs"`,
    );
  }
  return readRuntimeOptions(isObject(options) ? options : {});
}

/** Of `runtime.options` in Pulumi.yaml: https://www.pulumi.com/docs/iac/concepts/projects/project-file/ */
export function readRuntimeOptions(options: Record<string, unknown>): RuntimeOptions {
  const { typescript = true, tsconfig, nodeargs = "" } = options;
  return {
    typescript: typescript !== false,
    ...(tsconfig === undefined ? {} : { tsconfig: String(tsconfig) }),
    nodeArguments: String(nodeargs).split(" ").filter(Boolean),
  };
}
