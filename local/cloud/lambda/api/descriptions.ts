// Functions in the words of Lambda's API: https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
import type { FunctionConfiguration } from "../function-configuration.ts";

export function describeConfiguration(configuration: FunctionConfiguration) {
  const { environment, loggingConfig } = configuration;
  return {
    FunctionName: configuration.functionName,
    FunctionArn: configuration.arn,
    Runtime: configuration.runtime,
    Role: configuration.role,
    Handler: configuration.handler,
    CodeSize: configuration.codeSize,
    Description: configuration.description,
    Timeout: configuration.timeout,
    MemorySize: configuration.memorySize,
    LastModified: configuration.lastModified,
    CodeSha256: configuration.codeSha256,
    Version: configuration.version,
    ...(Object.keys(environment).length > 0 && { Environment: { Variables: environment } }),
    TracingConfig: { Mode: configuration.tracingMode },
    State: "Active",
    LastUpdateStatus: "Successful",
    PackageType: "Zip",
    Architectures: configuration.architectures,
    EphemeralStorage: { Size: configuration.ephemeralStorage.size },
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    LoggingConfig: {
      LogFormat: loggingConfig.logFormat,
      LogGroup: loggingConfig.logGroup,
      ApplicationLogLevel: loggingConfig.applicationLogLevel,
      SystemLogLevel: loggingConfig.systemLogLevel,
    },
  };
}

/** Without a link to the code: it is a folder of the program. */
export function describeFunction(configuration: FunctionConfiguration) {
  const { reservedConcurrentExecutions, tags } = configuration;
  return {
    Configuration: describeConfiguration(configuration),
    ...(reservedConcurrentExecutions !== undefined && {
      Concurrency: { ReservedConcurrentExecutions: reservedConcurrentExecutions },
    }),
    ...(tags && Object.keys(tags).length > 0 && { Tags: tags }),
  };
}
