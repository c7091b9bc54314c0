// A function's configuration in the provider's words and in Lambda's, one made from the other.
import { isDeepStrictEqual } from "node:util";
import type { FunctionConfiguration, FunctionInput } from "../../cloud/lambda/function-configuration.ts";

interface Settings {
  role: string;
  description?: string;
  timeout: number;
  memorySize: number;
  architectures: ("x86_64" | "arm64")[];
  environment?: { variables?: Record<string, string> };
  loggingConfig?: FunctionInput["loggingConfig"];
  reservedConcurrentExecutions: number;
  ephemeralStorage?: { size: number };
  tracingConfig?: { mode: "Active" | "PassThrough" };
  tags?: Record<string, string>;
}

/** What a function has where nothing is said. https://docs.aws.amazon.com/lambda/latest/api/API_EphemeralStorage.html */
const EPHEMERAL_STORAGE_MB = 512;

/** The arguments Lambda is told, apart from the code. */
export const settings = (inputs: Settings) => ({
  role: inputs.role,
  description: inputs.description,
  timeout: inputs.timeout,
  memorySize: inputs.memorySize,
  architectures: inputs.architectures,
  environment: inputs.environment?.variables ?? {},
  loggingConfig: inputs.loggingConfig,
  // In the provider's terms -1 is no reservation; 0 stops the function.
  reservedConcurrentExecutions:
    inputs.reservedConcurrentExecutions < 0 ? undefined : inputs.reservedConcurrentExecutions,
  ephemeralStorage: inputs.ephemeralStorage,
  tracingMode: inputs.tracingConfig?.mode,
  tags: inputs.tags,
});

/** What Lambda tells, without the defaults of what was not given. */
export function argumentsOf(found: FunctionConfiguration, before: Partial<Settings>) {
  const {
    functionName: name,
    role,
    handler,
    runtime,
    description,
    timeout,
    memorySize,
    architectures,
  } = found;
  const { ephemeralStorage, tracingMode, loggingConfig, tags } = found;
  return {
    ...{ name, role, handler, runtime, description, timeout, memorySize, architectures, tags },
    environment: Object.keys(found.environment).length > 0 ? { variables: found.environment } : undefined,
    reservedConcurrentExecutions: found.reservedConcurrentExecutions ?? -1,
    ephemeralStorage: given(ephemeralStorage, before.ephemeralStorage, { size: EPHEMERAL_STORAGE_MB }),
    tracingConfig: given({ mode: tracingMode }, before.tracingConfig, { mode: "PassThrough" }),
    loggingConfig: given(
      {
        ...loggingConfig,
        logGroup: given(loggingConfig.logGroup, before.loggingConfig?.logGroup, `/aws/lambda/${name}`),
      },
      before.loggingConfig,
      { logFormat: "Text" },
    ),
  };
}

/** A value, unless nobody gave it and it is the default. */
function given<T>(value: T, before: unknown, byDefault: unknown): T | undefined {
  return before === undefined && isDeepStrictEqual(withoutUndefined(value), byDefault) ? undefined : value;
}

const withoutUndefined = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
