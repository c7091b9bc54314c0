// A function's configuration and its code, changed.
import * as v from "valibot";
import type { FunctionConfiguration, FunctionPatch } from "../lambda.ts";
import { describeConfiguration } from "./descriptions.ts";
import { authorizedFunction, bodyOf, json, type LambdaRequest } from "./lambda-request.ts";
import { unzip } from "./zip.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
const CONFIGURATION = v.strictObject({
  Role: v.optional(v.string()),
  Handler: v.optional(v.string()),
  Runtime: v.optional(v.string()),
  Description: v.optional(v.string()),
  Timeout: v.optional(v.number()),
  MemorySize: v.optional(v.number()),
  Environment: v.optional(v.strictObject({ Variables: v.optional(v.record(v.string(), v.string())) })),
  EphemeralStorage: v.optional(v.strictObject({ Size: v.number() })),
  TracingConfig: v.optional(v.strictObject({ Mode: v.picklist(["Active", "PassThrough"]) })),
  LoggingConfig: v.optional(
    v.strictObject({
      LogFormat: v.optional(v.picklist(["Text", "JSON"])),
      LogGroup: v.optional(v.string()),
      ApplicationLogLevel: v.optional(v.picklist(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"])),
      SystemLogLevel: v.optional(v.picklist(["DEBUG", "INFO", "WARN"])),
    }),
  ),
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
const CODE = v.strictObject({
  ZipFile: v.pipe(v.string(), v.base64()),
  Publish: v.optional(v.boolean(), false),
  DryRun: v.optional(v.boolean(), false),
});

export async function updateFunctionConfiguration(call: LambdaRequest) {
  const before = authorizedFunction(call, "lambda:UpdateFunctionConfiguration");
  const patch = patchOf(bodyOf(call, CONFIGURATION), before);
  return json(
    describeConfiguration(await call.lambda.updateFunctionConfiguration(before.functionName, patch)),
  );
}

export async function updateFunctionCode(call: LambdaRequest) {
  const before = authorizedFunction(call, "lambda:UpdateFunctionCode");
  const { ZipFile, DryRun, Publish } = bodyOf(call, CODE);
  const code = unzip(Buffer.from(ZipFile, "base64"));
  if (DryRun) return json(describeConfiguration(before));
  const after = await call.lambda.updateFunctionCode(before.functionName, code);
  return json(describeConfiguration(Publish ? call.lambda.publishVersion(before.functionName) : after));
}

/** What is not given stays as it is. */
function patchOf(
  {
    Environment,
    EphemeralStorage,
    TracingConfig,
    LoggingConfig,
    ...given
  }: v.InferOutput<typeof CONFIGURATION>,
  before: FunctionConfiguration,
): FunctionPatch {
  return {
    role: given.Role ?? before.role,
    handler: given.Handler ?? before.handler,
    runtime: given.Runtime ?? before.runtime,
    description: given.Description ?? before.description,
    timeout: given.Timeout ?? before.timeout,
    memorySize: given.MemorySize ?? before.memorySize,
    environment: Environment ? (Environment.Variables ?? {}) : before.environment,
    ephemeralStorage: EphemeralStorage ? { size: EphemeralStorage.Size } : before.ephemeralStorage,
    tracingMode: TracingConfig?.Mode ?? before.tracingMode,
    loggingConfig: LoggingConfig ? logging(LoggingConfig, before) : before.loggingConfig,
  };
}

type LoggingFields = NonNullable<v.InferOutput<typeof CONFIGURATION>["LoggingConfig"]>;

/** Levels are of the format JSON alone. */
function logging(given: LoggingFields, { loggingConfig: before }: FunctionConfiguration) {
  const logFormat = given.LogFormat ?? before.logFormat;
  return {
    logFormat,
    logGroup: given.LogGroup ?? before.logGroup,
    ...(logFormat === "JSON" && {
      applicationLogLevel: given.ApplicationLogLevel ?? before.applicationLogLevel,
      systemLogLevel: given.SystemLogLevel ?? before.systemLogLevel,
    }),
  };
}
