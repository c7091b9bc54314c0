// Makes the one-file packages that Lambda runs out of TypeScript handlers.
import { statSync } from "node:fs";
import path from "node:path";
import { type BuildOptions, buildSync } from "esbuild";
import { BundleError } from "./errors.ts";

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

/**
 * Bundles handlers in one run of esbuild.
 *
 * @param files paths of the handlers, relative to the folder the program runs in, or absolute
 * @returns one bundle per file, in the same order
 * @throws {BundleError} in esbuild's words, when a handler or something it imports does not compile
 */
export function bundle(files: string[]): Bundle[] {
  if (files.length === 0) return [];
  const { outputFiles, metafile } = build(files);
  const outputs = new Map(outputFiles.map((output) => [path.basename(output.path), output.text]));
  return files.map((file, index) => {
    const output = `${index}.mjs`;
    const requires = metafile.outputs[`${OUTPUT_FOLDER}/${output}`]?.imports.some(
      (imported) => imported.kind === "require-call",
    );
    return { file, code: (requires ? REQUIRE_BANNER : "") + outputs.get(output) };
  });
}

/** Whether a handler's source file is there. */
export function isFile(file: string) {
  return statSync(path.resolve(file), { throwIfNoEntry: false })?.isFile() ?? false;
}

function build(files: string[]) {
  try {
    return buildSync({
      ...OPTIONS,
      entryPoints: files.map((file, index) => ({ in: path.resolve(file), out: String(index) })),
    });
  } catch (cause) {
    throw new BundleError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
