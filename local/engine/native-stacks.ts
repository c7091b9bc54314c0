// Loaded into the program's process before the SDK's runner: leaves stack traces to Node.js. The SDK takes one for each
// property of each resource, and its runner has them all mapped by source-map-support, a seventh of the work of a
// start. Node.js strips types in place, so that there is nothing to map.
import { createRequire, Module } from "node:module";

const [, runner = ""] = process.argv;
const require = createRequire(runner);
/** What the runner registers. */
const MAPPER = "source-map-support/register";
const path = require.resolve(MAPPER);
require.cache[path] = Object.assign(new Module(path), { filename: path, loaded: true });
