// What a function is configured with: inputs, defaults, limits, and the description AWS returns.
// https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { functionArn, invokeArn, LATEST } from "./function-arn.ts";
import { type Code, codeSha256, codeSize } from "./function-code.ts";
import { checkVariables } from "./function-variables.ts";

interface LoggingConfig {
  logFormat?: "Text" | "JSON";
  /** Default: `/aws/lambda/{functionName}`. */
  logGroup?: string;
  /** Least severe level that is logged, with format JSON only. */
  applicationLogLevel?: "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";
  /** Least severe of Lambda's own lines, with format JSON only. Default: INFO. */
  systemLogLevel?: "DEBUG" | "INFO" | "WARN";
}

export interface FunctionInput {
  functionName: string;
  /** ARN of the role whose credentials the function gets. */
  role: string;
  /** `file.export` in the code. */
  handler: string;
  /** Such as `nodejs24.x`; functions run on the cloud's own Node.js whatever the version. */
  runtime: string;
  code: Code;
  /** Seconds, 1 to 900. Default: 3. */
  timeout?: number;
  /** Megabytes, 128 to 10240. Default: 128. */
  memorySize?: number;
  environment?: Record<string, string>;
  /** Calls beyond it are throttled. Without it they wait for a free environment. */
  reservedConcurrentExecutions?: number;
  loggingConfig?: LoggingConfig;
  description?: string;
  tags?: Record<string, string>;
  /** Recorded only: functions run on the machine's own architecture. Default: x86_64. */
  architectures?: string[];
  /** Recorded only: megabytes of /tmp. Default: 512. */
  ephemeralStorage?: { size: number };
  /** Recorded only. Default: PassThrough. */
  tracingMode?: "Active" | "PassThrough";
}

/** What an update may change: all but the name, and not the code, which has its own update. */
export type FunctionPatch = Partial<Omit<FunctionInput, "functionName" | "code">>;

/** What a function's processes do not see. */
export type FunctionSettings = Pick<FunctionPatch, "tags" | "reservedConcurrentExecutions">;

type Defaulted =
  "timeout" | "memorySize" | "environment" | "description" | "architectures" | "ephemeralStorage";

export interface FunctionConfiguration
  extends Omit<FunctionInput, "code" | Defaulted>, Required<Pick<FunctionInput, Defaulted>> {
  loggingConfig: LoggingConfig & { logFormat: "Text" | "JSON"; logGroup: string };
  tracingMode: "Active" | "PassThrough";
  arn: string;
  invokeArn: string;
  /** `$LATEST`, or the number under which it is published. */
  version: string;
  /** Base 64. */
  codeSha256: string;
  /** Bytes. */
  codeSize: number;
  /** ISO 8601, as Lambda writes it: `2026-01-01T00:00:00.000+0000`. */
  lastModified: string;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const TIMEOUT_SECONDS = { min: 1, max: 900, default: 3 };
const MEMORY_MB = { min: 128, max: 10_240, default: 128 };
const EPHEMERAL_STORAGE_MB = 512;

/** Where a function logs unless it says otherwise. */
export const defaultLogGroup = (functionName: string) => `/aws/lambda/${functionName}`;

/** @throws AwsError InvalidParameterValueException, ValidationException */
export function configure(context: CloudContext, input: FunctionInput): FunctionConfiguration {
  const { code, ...rest } = input;
  const { functionName } = rest;
  const arn = functionArn(context, functionName);
  const configuration: FunctionConfiguration = {
    ...rest,
    timeout: rest.timeout ?? TIMEOUT_SECONDS.default,
    memorySize: rest.memorySize ?? MEMORY_MB.default,
    environment: rest.environment ?? {},
    description: rest.description ?? "",
    architectures: rest.architectures ?? ["x86_64"],
    ephemeralStorage: rest.ephemeralStorage ?? { size: EPHEMERAL_STORAGE_MB },
    tracingMode: rest.tracingMode ?? "PassThrough",
    loggingConfig: {
      ...rest.loggingConfig,
      logFormat: rest.loggingConfig?.logFormat ?? "Text",
      logGroup: rest.loggingConfig?.logGroup ?? defaultLogGroup(functionName),
    },
    arn,
    invokeArn: invokeArn(context, arn),
    version: LATEST,
    codeSha256: codeSha256(code),
    codeSize: codeSize(code),
    lastModified: new Date(context.clock.now()).toISOString().replace("Z", "+0000"),
  };
  check(configuration);
  return configuration;
}

function check({ functionName, handler, runtime, timeout, memorySize, environment }: FunctionConfiguration) {
  const refuse = (message: string) => {
    throw new AwsError("ValidationException", `Function ${functionName}: ${message}`);
  };
  if (!/^[a-zA-Z0-9-_]{1,64}$/.test(functionName)) {
    refuse("the name must be 1 to 64 letters, digits, hyphens and underscores");
  }
  if (!/^nodejs\d+\.x$/.test(runtime)) {
    refuse(`the local cloud runs Node.js only, such as nodejs24.x, not ${runtime}`);
  }
  if (!/^\S+$/.test(handler)) refuse(`the handler must be file.export, not "${handler}"`);
  checkRange("timeout", timeout, TIMEOUT_SECONDS, "s");
  checkRange("memorySize", memorySize, MEMORY_MB, "MB");
  checkVariables(functionName, environment);

  function checkRange(name: string, value: number, { min, max }: { min: number; max: number }, unit: string) {
    if (Number.isInteger(value) && value >= min && value <= max) return;
    refuse(`${name} must be a whole number from ${min} to ${max} ${unit}, not ${value}`);
  }
}
