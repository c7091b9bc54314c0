// Runs the examples. Each begins the names of its resources with its own, so that many fit into one stack.
import { readdirSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

const only = new pulumi.Config().get("only");
const files = readdirSync(import.meta.dirname).filter((file) => /^[a-z0-9-]+\.ts$/.test(file));

for (const file of files.filter((each) => each !== "index.ts" && (!only || each === `${only}.ts`))) {
  await import(`./${file}`);
}
