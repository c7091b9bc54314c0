// aws.lambda.Function: code from the program, run in processes of its own.
import * as v from "valibot";
import type { Lambda } from "../../cloud/lambda/lambda.ts";
import { Archive, type Props } from "../../engine/values.ts";
import { readArchive } from "../archive.ts";
import { equal } from "../diff.ts";
import { resourceType } from "../resource-type.ts";
import { arn, integer, matching, only, show, tags, text } from "../schema.ts";
import { environmentVariables } from "./lambda-environment.ts";
import { argumentsOf, settings } from "./lambda-function-settings.ts";
import { regional } from "./regional.ts";

/** Outputs that a new version changes. */
const OF_THE_VERSION = ["qualifiedArn", "qualifiedInvokeArn", "version"];

/** Arguments that no version has for itself. */
const OF_ALL_VERSIONS = ["reservedConcurrentExecutions", "skipDestroy", "tags"];

const zipOnly = "its functions are packages of JavaScript";
const noVpc = "it has no private networks";
const fromArchive = "it takes code from the program; use code";

export const lambdaFunction = resourceType({
  token: "aws:lambda/function:Function",
  applied: {
    name: v.optional(matching(/^[\w-]{1,64}$/, "a function's name has 1 to 64 letters, digits, - and _")),
    role: arn("iam"),
    code: v.instance(
      Archive,
      ({ input }) => `${show(input)} is no archive; give a pulumi.asset.AssetArchive or FileArchive`,
    ),
    handler: v.optional(text(128)),
    runtime: v.optional(
      matching(/^nodejs\d+\.x$/, `the local cloud runs Node.js functions only; use "nodejs24.x"`),
    ),
    architectures: v.optional(v.pipe(v.array(v.picklist(["x86_64", "arm64"])), v.length(1)), ["x86_64"]),
    timeout: v.optional(integer(1, 900, "seconds"), 3),
    memorySize: v.optional(integer(128, 10_240, "MB"), 128),
    environment: v.optional(v.strictObject({ variables: v.optional(environmentVariables) })),
    loggingConfig: v.optional(
      v.strictObject({
        logFormat: v.picklist(["Text", "JSON"]),
        logGroup: v.optional(text(512)),
        applicationLogLevel: v.optional(v.picklist(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"])),
        systemLogLevel: v.optional(v.picklist(["DEBUG", "INFO", "WARN"])),
      }),
    ),
    publish: v.optional(v.boolean(), false),
    reservedConcurrentExecutions: v.optional(integer(-1, 1_000, "executions"), -1),
    skipDestroy: v.optional(v.boolean(), false),
  },
  recorded: {
    ...regional,
    description: v.optional(text(256)),
    ephemeralStorage: v.optional(v.strictObject({ size: v.optional(integer(512, 10_240, "MB"), 512) })),
    kmsKeyArn: v.optional(arn("kms")),
    packageType: v.optional(only("Zip", zipOnly), "Zip"),
    sourceCodeHash: v.optional(v.string()),
    tracingConfig: v.optional(v.strictObject({ mode: v.picklist(["Active", "PassThrough"]) })),
    useResourceTimeoutForPropagation: v.optional(v.boolean()),
    tags,
  },
  refused: {
    capacityProviderConfig: "its functions run on this machine",
    codeSha256: "it is known only after the upload; use sourceCodeHash",
    codeSigningConfigArn: "it does not check signatures of code",
    deadLetterConfig: "it has no queues and topics",
    durableConfig: "its functions are not durable",
    fileSystemConfig: noVpc,
    imageConfig: zipOnly,
    imageUri: zipOnly,
    layers: "it has no layers; bundle the code",
    publishTo: "its functions are published as versions with a number only",
    replaceSecurityGroupsOnDestroy: noVpc,
    replacementSecurityGroupIds: noVpc,
    s3Bucket: fromArchive,
    s3Key: fromArchive,
    s3ObjectVersion: fromArchive,
    snapStart: "it takes no snapshots of functions",
    sourceKmsKeyArn: fromArchive,
    tenancyConfig: "its functions have one tenant",
    vpcConfig: noVpc,
  },
  rules: [
    {
      of: ["handler", "packageType"],
      refuse: ({ handler }) =>
        handler === undefined ? `is required for a package; give "file.export"` : undefined,
    },
    {
      of: ["runtime", "packageType"],
      refuse: ({ runtime }) =>
        runtime === undefined ? `is required for a package; use "nodejs24.x"` : undefined,
    },
  ],
  name: { property: "name" },
  forcesNew: ["name", "packageType", "region"],
  computed: {
    stable: ["arn", "invokeArn", "responseStreamingInvokeArn"],
    changing: [
      "codeSha256",
      "lastModified",
      "signingJobArn",
      "signingProfileVersionArn",
      "sourceCodeSize",
      ...OF_THE_VERSION,
    ],
  },
  keeps: (before, after) => (isPublishedAnew(before, after) ? [] : OF_THE_VERSION),
  async create({ lambda }, { name = "", code, handler = "", runtime = "", ...inputs }) {
    await lambda.createFunction({
      ...{ functionName: name, handler, runtime, code: await readArchive(code) },
      ...settings(inputs),
    });
    if (inputs.publish) lambda.publishVersion(name);
    return { id: name, computed: outputs(lambda, name) };
  },
  async update({ lambda }, { id, inputs: old }, { code, handler, runtime, ...inputs }) {
    if (code.hash !== old.code.hash) await lambda.updateFunctionCode(id, await readArchive(code));
    await lambda.updateFunctionConfiguration(id, { handler, runtime, ...settings(inputs) });
    if (inputs.publish) lambda.publishVersion(id);
    return outputs(lambda, id);
  },
  read({ lambda }, { id, inputs: before, outputs: known }) {
    const found = lambda.getFunction(id);
    const isOtherCode = found.codeSha256 !== known.codeSha256;
    return {
      inputs: {
        ...argumentsOf(found, before),
        // Only its hash can be had.
        ...(isOtherCode && { code: new Archive("assets", {}, found.codeSha256) }),
      },
      computed: outputs(lambda, id),
    };
  },
  async delete({ lambda }, { id, inputs }) {
    if (!inputs.skipDestroy) await lambda.deleteFunction(id);
  },
});

function outputs(lambda: Lambda, functionName: string) {
  const { arn, invokeArn, codeSha256, codeSize, lastModified } = lambda.getFunction(functionName);
  const last = lambda.lastVersion(functionName);
  return {
    ...{ arn, invokeArn, codeSha256, lastModified },
    ...{ version: last.version, qualifiedArn: last.arn, qualifiedInvokeArn: last.invokeArn },
    responseStreamingInvokeArn: invokeArn
      .replace("/2015-03-31/", "/2021-11-15/")
      .replace(/invocations$/, "response-streaming-invocations"),
    sourceCodeSize: codeSize,
    signingJobArn: "",
    signingProfileVersionArn: "",
  };
}

/** Whether an update publishes a version: it changes what versions keep. */
function isPublishedAnew(before: Props, after: Props): boolean {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return (
    after.publish === true &&
    [...keys].some((key) => !OF_ALL_VERSIONS.includes(key) && !equal(before[key], after[key]))
  );
}
