// Makes the one-file packages that Lambda runs out of TypeScript handlers.
import { statSync } from "node:fs";
import path from "node:path";
import { type BuildOptions, buildSync } from "esbuild";
import { BundleError, type Problem } from "./errors.ts";

/** A handler with everything it imports, as one ES module. */
export interface Bundle {
  /**
   * The handler's source file, as it was named.
   *
   * @example "handlers/send.ts"
   */
  file: string;
  /**
   * The text of the module, identical for identical sources.
   *
   * @example bundle(["handlers/send.ts"])[0].code
   */
  code: string;
}

/** Where the outputs would be written; nothing is, but esbuild names outputs by it. */
const OUTPUT_FOLDER = "bundle";

const OPTIONS = {
  bundle: true,
  write: false,
  metafile: true,
  format: "esm",
  platform: "node",
  target: "node24",
  minify: true,
  treeShaking: true,
  legalComments: "none",
  charset: "utf8",
  // The AWS SDK ships CommonJS as `main` and ES modules as `module`; only the latter can be tree-shaken.
  mainFields: ["module", "main"],
  outdir: OUTPUT_FOLDER,
  outExtension: { ".js": ".mjs" },
  logLevel: "silent",
} satisfies BuildOptions;

/** CommonJS dependencies `require` Node's own modules, which an ES module can only do through this. */
const REQUIRE_BANNER = `import{createRequire}from"node:module";const require=createRequire(import.meta.url);\n`;

/** The export that Lambda calls. */
const HANDLER = "handler";

/**
 * Bundles handlers in one run of esbuild.
 *
 * @param files paths of the handlers, relative to the folder the program runs in, or absolute
 * @returns one bundle per file, in the same order
 * @throws {BundleError} in esbuild's words, when a handler or something it imports does not compile, or when it is none
 */
export function bundle(files: string[]): Bundle[] {
  if (files.length === 0) return [];
  const { outputFiles, metafile } = build(files);
  const texts = new Map(outputFiles.map((output) => [path.basename(output.path), output.text]));
  return files.map((file, index) => {
    const output = `${index}.mjs`;
    const { imports = [], exports = [] } = metafile.outputs[`${OUTPUT_FOLDER}/${output}`] ?? {};
    if (!exports.includes(HANDLER)) throw new BundleError([`${file}: it exports no ${HANDLER}`]);
    const requires = imports.some(({ kind }) => kind === "require-call");
    return { file, code: (requires ? REQUIRE_BANNER : "") + texts.get(output) };
  });
}

/** A handler's file, and the argument that names it. */
export interface NamedHandler {
  argument: string;
  file: string;
}

/** Bundles the handlers that are there, and tells of each that cannot be bundled. */
export function bundleAll(handlers: NamedHandler[]): { bundles: Bundle[]; problems: Problem[] } {
  const present = handlers.filter(({ file }) => isFile(file));
  try {
    return { bundles: bundle(present.map(({ file }) => file)), problems: [] };
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    // One by one, to know whose fault each is.
    return { bundles: [], problems: present.flatMap(problemsOf) };
  }
}

/** Whether a handler's source file is there. */
export function isFile(file: string) {
  return statSync(path.resolve(file), { throwIfNoEntry: false })?.isFile() ?? false;
}

function problemsOf({ argument, file }: NamedHandler): Problem[] {
  try {
    bundle([file]);
    return [];
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    const wrong = `it cannot be bundled: ${error.faults.join("; ")}`;
    return [{ argument, value: file, wrong, remedy: "Correct the module" }];
  }
}

function build(files: string[]) {
  try {
    return buildSync({
      ...OPTIONS,
      entryPoints: files.map((file, index) => ({ in: path.resolve(file), out: String(index) })),
    });
  } catch (cause) {
    // After a line that counts the errors, esbuild has one for each.
    const [, ...faults] = cause instanceof Error ? cause.message.split("\n") : [];
    throw new BundleError(faults.length > 0 ? faults : [String(cause)], { cause });
  }
}
