// A Pulumi program in a folder of its own, for tests of the engine.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const projectFile = `
name: test
runtime: { name: nodejs, options: { typescript: false } }
main: index.ts
`;

/** What the programs are made of: `Thing`, a resource of the recording provider, and `Group`, a component. */
const things = `
import * as pulumi from "@pulumi/pulumi";
export class Thing extends pulumi.CustomResource {
  declare readonly out: pulumi.Output<string>;
  declare readonly password: pulumi.Output<string>;
  declare readonly region: pulumi.Output<string>;
  constructor(name: string, args: Record<string, unknown> = {}, opts?: pulumi.CustomResourceOptions) {
    super("test:index:Thing", name, { out: undefined, password: undefined, region: undefined, ...args }, opts);
  }
}
export class Group extends pulumi.ComponentResource {
  constructor(name: string, args: pulumi.Inputs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Group", name, args, opts);
  }
}
`;

export class TemporaryProgram {
  readonly directory = mkdtempSync(join(tmpdir(), "engine-test-"));

  /** The body of `index.ts`; `pulumi`, `Thing` and `Group` are there. */
  constructor(body = "", files: Record<string, string> = {}) {
    symlinkSync(resolve("node_modules"), join(this.directory, "node_modules"), "junction");
    this.write("package.json", '{ "type": "module" }');
    this.write("Pulumi.yaml", projectFile);
    this.write("things.ts", things);
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.become(body);
  }

  become(body: string) {
    const imports = 'import * as pulumi from "@pulumi/pulumi"; import { Group, Thing } from "./things.ts";';
    this.write("index.ts", `${imports}\n${body}`);
  }

  write(name: string, text: string) {
    writeFileSync(join(this.directory, name), text);
  }

  [Symbol.dispose]() {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
