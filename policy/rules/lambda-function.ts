// Rules for functions.
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { functionsNamedBy } from "./functions.ts";
import { ofType } from "./of-type.ts";
import { END_OF_SUPPORT } from "./runtimes.ts";
import { allOf, judgeEach, referredBy } from "./stack.ts";
import { FUNCTION, INTEGRATION, LOG_GROUP } from "./types.ts";

/** Seconds. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const INTEGRATION_TIMEOUT = 29;

interface RuntimeConfig {
  endOfSupport?: Record<string, string>;
  today?: string;
}

export const runtimeIsSupported: ResourceValidationPolicy = {
  name: "lambda-runtime-supported",
  description: "A function's runtime still gets patches.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  remediationSteps: "Move to a newer runtime.",
  configSchema: {
    properties: {
      endOfSupport: {
        type: "object",
        description:
          "First day (YYYY-MM-DD) without patches by runtime; adds to AWS's table and overrides it",
      },
      today: {
        type: "string",
        description: "The day (YYYY-MM-DD) to judge by, to see what will end; the real one without it",
      },
    },
  },
  validateResource: ofType<{ runtime: string }>(FUNCTION, ({ runtime }, report, { getConfig }) => {
    // A container image has none.
    if (runtime === undefined) return;
    const { endOfSupport = {}, today = new Date().toISOString().slice(0, 10) } = getConfig<RuntimeConfig>();
    const end = { ...END_OF_SUPPORT, ...endOfSupport }[runtime];
    if (end !== undefined && end <= today) report(`the support of ${runtime} ended on ${end}`);
  }),
};

export const timeoutWithinGateway: StackValidationPolicy = {
  name: "lambda-timeout-within-gateway",
  description:
    "A function behind an API does not run longer than the gateway waits: what comes later is paid for and read by nobody.",
  enforcementLevel: "mandatory",
  severity: "low",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html",
  remediationSteps: `Set the timeout to ${INTEGRATION_TIMEOUT} seconds at most, and hand longer work to a queue.`,
  validateStack({ resources }, report) {
    const behind = allOf(resources, INTEGRATION).flatMap((each) => functionsNamedBy(each, "integrationUri"));
    judgeEach(new Set(behind), ({ name, urn, props }) => {
      if (props.timeout > INTEGRATION_TIMEOUT)
        report(`${name} may run ${props.timeout} s, and the gateway waits ${INTEGRATION_TIMEOUT} s`, urn);
    });
  },
};

export const concurrencyIsNotZero: ResourceValidationPolicy = {
  name: "lambda-concurrency-not-zero",
  description: "A reserved concurrency is above zero: zero is the emergency brake, and refuses every call.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  remediationSteps: "Leave reservedConcurrentExecutions out (-1 for none), or set it to 1 at least.",
  validateResource: ofType<{ reservedConcurrentExecutions: number }>(
    FUNCTION,
    ({ reservedConcurrentExecutions }, report) => {
      if (reservedConcurrentExecutions === 0) report("its reserved concurrency is 0");
    },
  ),
};

export const functionTraces: ResourceValidationPolicy = {
  name: "lambda-function-traces",
  description: "X-Ray shows where the time of a message goes.",
  enforcementLevel: "advisory",
  severity: "low",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-7",
  remediationSteps: 'Set tracingConfig to { mode: "Active" }, and allow xray:PutTraceSegments.',
  validateResource: ofType<{ tracingConfig: { mode?: string } }>(FUNCTION, ({ tracingConfig }, report) => {
    if (tracingConfig?.mode !== "Active") report("it is not traced");
  }),
};

/** https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-5 */
const ZONES_MIN = 2;

export const functionOutlivesZone: ResourceValidationPolicy = {
  name: "lambda-vpc-several-zones",
  description:
    "A function in a VPC has subnets in several zones: with one alone it stops when that zone does.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-5",
  remediationSteps: "Set subnetIds in vpcConfig to subnets of two zones or more, or leave vpcConfig out.",
  validateResource: ofType<{ vpcConfig: { subnetIds?: unknown[] } }>(FUNCTION, ({ vpcConfig }, report) => {
    // Counted, not read: ids of new subnets are unknown in a preview.
    const count = vpcConfig?.subnetIds?.length ?? 0;
    if (count > 0 && count < ZONES_MIN) report(`it has ${count} subnet, and with it one zone`);
  }),
};

export const functionHasLogGroup: StackValidationPolicy = {
  name: "lambda-function-has-log-group",
  description:
    "Each function writes to a log group of the program. The one that Lambda makes by itself keeps everything for ever, and stays when the stack is gone.",
  enforcementLevel: "mandatory",
  severity: "low",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
  remediationSteps:
    "Create a LogGroup and name it in the function's loggingConfig, or name it /aws/lambda/{function}.",
  validateStack({ resources }, report) {
    const groups = allOf(resources, LOG_GROUP);
    judgeEach(allOf(resources, FUNCTION), (fn) => {
      if (referredBy(fn, "loggingConfig", LOG_GROUP).length > 0) return;
      const group = fn.props.loggingConfig?.logGroup ?? `/aws/lambda/${fn.props.name}`;
      if (!groups.some(({ props }) => props.name === group)) report(`${fn.name} has no log group`, fn.urn);
    });
  },
};
