// Rules for the stages of WebSocket APIs, and for the domains in front of them.
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";
import { allOf, isOfHttpApi, judgeEach } from "./stack.ts";
import { STAGE } from "./types.ts";

interface RouteSettings {
  routeKey?: string;
  throttlingBurstLimit?: number;
  throttlingRateLimit?: number;
  dataTraceEnabled?: boolean;
}

const THROTTLES = ["throttlingBurstLimit", "throttlingRateLimit"] as const;

const THROTTLE_TRAP = {
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://github.com/pulumi/pulumi-aws/issues/2363",
} as const;

export const stageThrottles: ResourceValidationPolicy = {
  ...THROTTLE_TRAP,
  name: "websocket-stage-throttles",
  description:
    "A stage says both throttles, above zero. A settings block without them sends zeros, and a stage throttled to zero answers 429 to everything.",
  remediationSteps: "Set throttlingBurstLimit and throttlingRateLimit in the stage's defaultRouteSettings.",
  validateResource: ofType<{ defaultRouteSettings: RouteSettings }>(
    STAGE,
    ({ defaultRouteSettings = {} }, report) => {
      judgeEach(THROTTLES, (setting) => {
        if (!defaultRouteSettings[setting]) report(`defaultRouteSettings.${setting} is not above zero`);
      });
    },
  ),
};

export const routeThrottles: ResourceValidationPolicy = {
  ...THROTTLE_TRAP,
  name: "websocket-route-throttles",
  description:
    "Settings of a single route say both throttles, above zero: what is left out is sent as zero, and the route answers 429 to everything.",
  remediationSteps: "Set throttlingBurstLimit and throttlingRateLimit in each of the stage's routeSettings.",
  validateResource: ofType<{ routeSettings: RouteSettings[] }>(STAGE, ({ routeSettings = [] }, report) => {
    const all = routeSettings.flatMap((settings) => THROTTLES.map((setting) => ({ settings, setting })));
    judgeEach(all, ({ settings, setting }) => {
      if (!settings[setting]) report(`routeSettings of ${settings.routeKey}: ${setting} is not above zero`);
    });
  }),
};

export const stageDeploys: ResourceValidationPolicy = {
  name: "websocket-stage-deploys",
  description:
    "A stage deploys by itself or names a deployment. One that does neither answers 403 to every handshake.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://github.com/hashicorp/terraform-provider-aws/issues/17955",
  remediationSteps: "Set autoDeploy to true, or deploymentId, but not both.",
  validateResource: ofType<{ autoDeploy: boolean; deploymentId: string }>(STAGE, (props, report) => {
    const names = "deploymentId" in props;
    if (!props.autoDeploy && !names) report("it neither deploys by itself nor names a deployment");
  }),
};

export const stageLogsAccess: ResourceValidationPolicy = {
  name: "websocket-stage-access-logs",
  description: "A stage writes access logs: without them nobody knows who was turned away and why.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-9",
  remediationSteps: "Set accessLogSettings to the ARN of a log group and a format.",
  validateResource: ofType<{ accessLogSettings: { destinationArn?: string } }>(
    STAGE,
    ({ accessLogSettings = {} }, report) => {
      if (!("destinationArn" in accessLogSettings)) report("accessLogSettings names no log group");
    },
  ),
};

export const stageLogsExecution: StackValidationPolicy = {
  name: "websocket-stage-execution-logs",
  description:
    "A stage of a WebSocket API writes down its errors: what fails before a function is called, or after it, stands nowhere else.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-1",
  remediationSteps: "Set loggingLevel in the stage's defaultRouteSettings to ERROR or INFO.",
  validateStack({ resources }, report) {
    judgeEach(allOf(resources, STAGE), (stage) => {
      if (isOfHttpApi(stage)) return;
      const { loggingLevel = "OFF" } = stage.props.defaultRouteSettings ?? {};
      if (loggingLevel === "OFF") report(`${stage.name} writes no execution log`, stage.urn);
    });
  },
};

/** AWS takes no format without one of them. */
const REQUEST_ID = /\$context\.(requestId|extendedRequestId)\b/;

/** Holds the query string, and with it the tokens of clients that can send no header. */
const REQUEST_LINE = /\$context\.(path|requestOverride\.path)\b/;

export const accessLogFormat: ResourceValidationPolicy = {
  name: "websocket-access-log-format",
  description:
    "The format of access logs has the request's id, which AWS insists on, and not its path, whose query string may hold a token.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html",
  remediationSteps: "Add $context.requestId to the format, and take $context.path out.",
  validateResource: ofType<{ accessLogSettings: { format?: string } }>(
    STAGE,
    ({ accessLogSettings: { format } = {} }, report) => {
      if (format === undefined) return;
      if (!REQUEST_ID.test(format)) report("the format has no $context.requestId");
      if (REQUEST_LINE.test(format)) report("the format has the path, and with it the query string");
    },
  ),
};

export const stageTracesNoData: ResourceValidationPolicy = {
  name: "websocket-stage-no-data-trace",
  description: "No route writes message bodies to the execution log: what people write is theirs.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html",
  remediationSteps: "Leave out dataTraceEnabled, or set it to false.",
  validateResource: ofType<{ defaultRouteSettings: RouteSettings; routeSettings: RouteSettings[] }>(
    STAGE,
    ({ defaultRouteSettings, routeSettings = [] }, report) => {
      for (const settings of [{ routeKey: "every route", ...defaultRouteSettings }, ...routeSettings]) {
        if (settings.dataTraceEnabled) report(`the bodies of ${settings.routeKey} are logged`);
      }
    },
  ),
};

interface DomainName {
  domainNameConfiguration: { securityPolicy?: string };
}

export const domainUsesModernTls: ResourceValidationPolicy = {
  name: "websocket-domain-tls",
  description: "A custom domain speaks TLS 1.2 or newer.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
  remediationSteps: "Set securityPolicy in domainNameConfiguration to TLS_1_2.",
  validateResource: ofType<DomainName>(
    "aws:apigatewayv2/domainName:DomainName",
    ({ domainNameConfiguration: { securityPolicy } = {} }, report) => {
      if (securityPolicy === undefined || securityPolicy === "TLS_1_0")
        report(`its security policy is ${securityPolicy ?? "not set"}`);
    },
  ),
};
