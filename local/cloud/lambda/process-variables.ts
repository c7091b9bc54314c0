// The environment variables of a function's process: what Lambda gives, and what makes this cloud look like AWS.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { CloudContext } from "../context.ts";
import type { Credentials } from "../iam/iam.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import { RUNTIME_API_FD } from "./runtime/runtime-client.ts";
import { sharedFiles } from "./shared-files.ts";

export interface ProcessVariablesInput {
  configuration: FunctionConfiguration;
  credentials: Credentials;
  /** Folder of the unpacked code. */
  taskRoot: string;
  logStreamName: string;
  /** Folder of this environment alone. */
  temporaryDirectory: string;
  /** Endpoints of the services: AWS_ENDPOINT_URL_DYNAMODB and its like. */
  endpoints: Record<string, string>;
}

const RUNTIME_DIRECTORY = fileURLToPath(new URL("./runtime", import.meta.url));

export function processVariables(
  context: CloudContext,
  input: ProcessVariablesInput,
): Record<string, string> {
  const { configuration, credentials, taskRoot } = input;
  const { loggingConfig } = configuration;
  const shared = sharedFiles(context);
  return {
    TZ: ":UTC",
    // Of /tmp there is one for all processes of the machine; programs that ask the system for it get their own.
    TMPDIR: input.temporaryDirectory,
    LANG: "en_US.UTF-8",
    PATH: [dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter),
    NODE_PATH: shared.modules,
    NODE_EXTRA_CA_CERTS: shared.authority,
    NODE_COMPILE_CACHE: shared.compileCache,
    ...input.endpoints,
    ...configuration.environment,
    _HANDLER: configuration.handler,
    AWS_REGION: context.region,
    AWS_DEFAULT_REGION: context.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: configuration.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: configuration.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: loggingConfig.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: input.logStreamName,
    AWS_LAMBDA_LOG_FORMAT: loggingConfig.logFormat,
    ...(loggingConfig.applicationLogLevel && { AWS_LAMBDA_LOG_LEVEL: loggingConfig.applicationLogLevel }),
    // No host and port here: the runtime is the only one that can reach it.
    AWS_LAMBDA_RUNTIME_API: `fd:${RUNTIME_API_FD}`,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: RUNTIME_DIRECTORY,
  };
}
