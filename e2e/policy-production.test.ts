// The program with the config of production, in the local cloud, judged at the level of production.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Cloud } from "../local/cloud/cloud.ts";
import { Engine } from "../local/engine/engine.ts";
import { PolicyPack } from "../local/policy/policy-pack.ts";
import { AwsProvider } from "../local/provider/aws-provider.ts";
import { copyProgram, type ProgramCopy } from "./support/copy.ts";
import { packDirectory } from "./support/examples.ts";

let copy: ProgramCopy;
let cloud: Cloud;
let engine: Engine;
let pack: PolicyPack;

beforeAll(async () => {
  copy = copyProgram();
  copy.writeEmptySite();
  pack = await PolicyPack.start(packDirectory, "prod");
  cloud = await Cloud.start({ port: 0, host: "localhost", region: "us-east-1" });
  engine = new Engine({ provider: new AwsProvider(cloud) });
});
afterAll(async () => {
  pack?.stop();
  await engine?.stop();
  await cloud?.stop();
  copy?.remove();
});

test.each([true, false])("it complies with every mandatory rule (preview: %s)", async (preview) => {
  const result = await engine.run({ directory: copy.directory, stack: "prod", preview });
  expect(result.diagnostics).toEqual([]);
  const { ok, diagnostics } = await pack.judge(result);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(ok).toBe(true);
});
