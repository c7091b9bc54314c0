// Loaded into the process of a program or a policy pack before the SDK's runner: leaves out what the runner loads for
// others. Node.js strips the types of ours in place, so that nothing is compiled and no stack trace is mapped.
import { createRequire, Module } from "node:module";

const [, runner = ""] = process.argv;
const require = createRequire(runner);

/** Has everybody get `exports` who asks for the module. */
function replace(name: string, exports: object) {
  const path = require.resolve(name);
  require.cache[path] = Object.assign(new Module(path), { filename: path, loaded: true, exports });
}

/** What `load` gives, when something of it is asked for. The SDK copies a module at once that is not marked as one. */
const later = (load: () => object) =>
  new Proxy({}, { get: (_, key) => key === "__esModule" || Reflect.get(load(), key) });

/** Has the module loaded by the first who asks for something of it. */
function delay(name: string) {
  const path = require.resolve(name);
  replace(
    path,
    later(() => (delete require.cache[path], require(path))),
  );
}

// The SDK takes a stack trace for each property of each resource: to map them is a seventh of the work of a start.
replace("source-map-support/register", {});

// For functions that a program serializes, and a tenth of the work of a start.
replace(
  "@pulumi/pulumi/typescript-shim",
  later(() => require("typescript")),
);
delay("@npmcli/arborist");

// The runner has ts-node compile every pack, whatever its PulumiPolicy.yaml says: half of a pack's start.
const compiler = "@pulumi/pulumi/vendor/ts-node@7.0.1";
replace(compiler, { register() {} });
replace("@pulumi/pulumi/tsutils", {
  loadTypeScriptCompilerOptions: () => ({}),
  typeScriptRequireStrings: () => ({ tsnodeRequire: compiler, typescriptRequire: compiler }),
});
