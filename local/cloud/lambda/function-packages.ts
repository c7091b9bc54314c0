// Where the code of functions lies: each package in a folder of its own, which versions go on running from.
import { join } from "node:path";
import type { CloudContext } from "../context.ts";
import { checkCode, type Code, unpack } from "./function-code.ts";
import { writeSharedFiles } from "./shared-files.ts";

export class FunctionPackages {
  readonly #context: CloudContext;
  #sharedFiles: Promise<void> | undefined;
  #count = 0;

  constructor(context: CloudContext) {
    this.#context = context;
  }

  /**
   * Returns the folder.
   * @throws AwsError InvalidParameterValueException for an empty package or a path that leaves it
   */
  async unpack(functionName: string, code: Code): Promise<string> {
    checkCode(functionName, code);
    this.#sharedFiles ??= writeSharedFiles(this.#context);
    await this.#sharedFiles;
    const taskRoot = join(this.#context.directory, "functions", `${functionName}-${++this.#count}`);
    await unpack(code, taskRoot);
    return taskRoot;
  }
}
