// The folder with the program that both engines run.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { STACK } from "../../../local/stack.ts";
import { repository } from "../../support/cloud.ts";
import type { Program } from "./edits/edit.ts";

export const PROJECT = "edits";

const IMPORTS = `import * as aws from "@pulumi/aws";\nimport * as pulumi from "@pulumi/pulumi";\n`;

const PROJECT_FILE = {
  name: PROJECT,
  runtime: { name: "nodejs", options: { typescript: false } },
  main: "index.ts",
};

export class Workspace {
  readonly directory = mkdtempSync(join(tmpdir(), "engines-"));
  /** What the CLI keeps in the stack's file: the salt of its secrets. */
  stackSettings: Record<string, unknown> = {};

  constructor() {
    symlinkSync(join(repository, "node_modules"), join(this.directory, "node_modules"));
    this.#write("package.json", '{ "type": "module" }');
    this.#write("Pulumi.yaml", stringify(PROJECT_FILE));
  }

  get stackFile() {
    return join(this.directory, `Pulumi.${STACK}.yaml`);
  }

  become({ body, config = {} }: Program) {
    const values = Object.entries(config).map(([key, value]) => [`${PROJECT}:${key}`, value]);
    this.#write("index.ts", IMPORTS + body);
    writeFileSync(
      this.stackFile,
      stringify({ ...this.stackSettings, config: Object.fromEntries(values) as Record<string, string> }),
    );
  }

  remove() {
    rmSync(this.directory, { recursive: true, force: true });
  }

  #write(name: string, text: string) {
    writeFileSync(join(this.directory, name), text);
  }
}
