// Finds a function's handler: `dir/file.export` under the task root.
import { statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HandlerNotFound, ImportModuleError, MalformedHandlerName, UserCodeSyntaxError } from "./errors.ts";

export type Handler = (...args: unknown[]) => unknown;

/** In Lambda's order: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html */
const EXTENSIONS = ["", ".js", ".mjs", ".cjs"];

export async function loadHandler(taskRoot: string, handler: string): Promise<Handler> {
  const [, file, name] = /^([^.]*)\.(.+)$/.exec(basename(handler)) ?? [];
  if (!file || !name) throw new MalformedHandlerName(handler);
  const module = await importModule(resolve(taskRoot, dirname(handler), file));
  const found = member(module, name) ?? member(member(module, "default"), name);
  if (found === undefined) throw new HandlerNotFound(handler, "is undefined or not exported");
  if (!isHandler(found)) throw new HandlerNotFound(handler, "is not a function");
  return found;
}

async function importModule(path: string): Promise<unknown> {
  const file = EXTENSIONS.map((extension) => path + extension).find(isFile);
  if (!file) throw new ImportModuleError(new Error(`Cannot find module '${path}'`));
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserCodeSyntaxError(error);
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") {
      throw new ImportModuleError(error);
    }
    throw error;
  }
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const isHandler = (value: unknown): value is Handler => typeof value === "function";

/** `a.b.c` of an object, or undefined where the path breaks off. */
function member(object: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((found, key) => (hasMembers(found) ? Reflect.get(found, key) : undefined), object);
}

const hasMembers = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";
