// The policy pack with the real Pulumi CLI: on previews, and over the state of what was made.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cloud } from "../../local/cloud/cloud.ts";
import { RecordingProvider } from "../../local/engine/testing/recording-provider.ts";
import { AwsProvider } from "../../local/provider/aws-provider.ts";
import { copyProgram, type ProgramCopy } from "../support/copy.ts";
import { byExample, expected, packDirectory } from "../support/examples.ts";
import { openPulumi, type PulumiCli } from "./pulumi-cli.ts";

const withConfig = (file: string) => ["--policy-pack", packDirectory, "--policy-pack-config", file];
const strict = withConfig(join(packDirectory, "config.prod.json"));

describe("the examples", () => {
  let copy: ProgramCopy;
  let pulumi: PulumiCli;
  let advisory: string[];

  beforeAll(async () => {
    copy = copyProgram("policy/examples");
    pulumi = await openPulumi(copy, new RecordingProvider(), "examples");
    // After a mandatory violation the CLI judges no stack.
    const file = join(copy.directory, "advisory.json");
    writeFileSync(file, '{ "all": "advisory" }');
    advisory = withConfig(file);
  });
  afterAll(async () => {
    await pulumi?.stop();
    copy?.remove();
  });

  test("each is caught by the rule that it is called after, and by no other", async () => {
    const { code, output, violations } = await pulumi.run("preview", "--json", ...advisory);
    expect(code, output.slice(-2_000)).toBe(0);
    expect(byExample(violations)).toEqual(expected);
  });

  test("a mandatory rule stops a preview, before anything that AWS gives is known", async () => {
    const only = ["--config", "only=lambda-permission-not-public"];
    const { code, violations } = await pulumi.run("preview", "--json", ...only, ...strict);
    expect(code).not.toBe(0);
    expect(violations).toEqual([
      expect.objectContaining({ rule: "lambda-permission-not-public", level: "mandatory" }),
    ]);
  });

  test("saved state gets the same verdict, without a program or a provider", async () => {
    const only = ["--config", "only=dynamodb-table-expires-items"];
    const up = await pulumi.run("up", "--yes", "--skip-preview", ...only);
    expect(up.code, up.output).toBe(0);
    const { code, violations } = await pulumi.run("policy", "analyze", "--json", ...strict);
    expect(code).not.toBe(0);
    expect(violations).toEqual([
      expect.objectContaining({ rule: "dynamodb-table-expires-items", level: "mandatory" }),
    ]);
  });
});

describe("the chat", () => {
  let copy: ProgramCopy;
  let cloud: Cloud;
  let pulumi: PulumiCli;

  beforeAll(async () => {
    copy = copyProgram();
    copy.writeEmptySite();
    cloud = await Cloud.start({ port: 0, host: "localhost", region: "us-east-1" });
    pulumi = await openPulumi(copy, new AwsProvider(cloud), "prod");
  });
  afterAll(async () => {
    await pulumi?.stop();
    await cloud?.stop();
    copy?.remove();
  });

  test("complies with every mandatory rule of production, previewed and made", async () => {
    for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, output, violations } = await pulumi.run(...command, "--json", ...strict);
      expect(code, output.slice(-2_000)).toBe(0);
      expect(violations.filter(({ level }) => level === "mandatory")).toEqual([]);
    }
  });
});
