import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import { API, STAGE } from "./types.ts";
import * as rules from "./websocket-stage.ts";

const stage = (props: Record<string, unknown>) => [resource(STAGE, props)];
const limits = { throttlingBurstLimit: 1, throttlingRateLimit: 0.5 };

describeRule(rules.stageThrottles, {
  compliant: { "both throttles": stage({ defaultRouteSettings: limits }), "another type": [resource(API)] },
  violating: {
    "a burst of zero": stage({ defaultRouteSettings: { ...limits, throttlingBurstLimit: 0 } }),
    "half a throttle": stage({ defaultRouteSettings: { throttlingBurstLimit: 1 } }),
    "half a throttle beside one that is not known": stage({
      defaultRouteSettings: { throttlingBurstLimit: UNKNOWN, throttlingRateLimit: 0 },
    }),
    "no settings": stage({}),
  },
  unknown: { "settings that are not known": stage({ defaultRouteSettings: UNKNOWN }) },
});

describeRule(rules.routeThrottles, {
  compliant: {
    "a route with both throttles": stage({ routeSettings: [{ routeKey: "send", ...limits }] }),
    "no settings of routes": stage({}),
  },
  violating: {
    "a rate of zero": stage({ routeSettings: [{ routeKey: "send", ...limits, throttlingRateLimit: 0 }] }),
    "a route with other settings only": stage({
      routeSettings: [{ routeKey: "send", loggingLevel: "INFO" }],
    }),
    "the second of two routes, after one that is not known": stage({
      routeSettings: [
        { ...limits, throttlingBurstLimit: UNKNOWN },
        { routeKey: "sync", ...limits, throttlingRateLimit: 0 },
      ],
    }),
    "the second of two routes": stage({
      routeSettings: [{ routeKey: "send", ...limits }, { routeKey: "sync" }],
    }),
  },
  unknown: {
    "a throttle that is not known": stage({
      routeSettings: [{ routeKey: "send", throttlingBurstLimit: UNKNOWN, throttlingRateLimit: 1 }],
    }),
  },
});

describeRule(rules.stageDeploys, {
  compliant: {
    "a stage that deploys by itself": stage({ autoDeploy: true }),
    "a deployment that a preview does not know": stage({ deploymentId: UNKNOWN }),
  },
  violating: { neither: stage({}), "autoDeploy switched off": stage({ autoDeploy: false }) },
  unknown: { "an autoDeploy that is not known": stage({ autoDeploy: UNKNOWN }) },
});

describeRule(rules.stageLogsAccess, {
  compliant: {
    "a log group that a preview does not know": stage({
      accessLogSettings: { destinationArn: UNKNOWN, format: "$context.requestId" },
    }),
  },
  violating: { "no settings": stage({}), "a format alone": stage({ accessLogSettings: { format: "x" } }) },
  unknown: { "settings that are not known": stage({ accessLogSettings: UNKNOWN }) },
});

function logging(loggingLevel: unknown, protocolType = "WEBSOCKET") {
  const api = resource(API, { protocolType });
  return [api, resource(STAGE, { defaultRouteSettings: { loggingLevel } }, { apiId: api })];
}

describeRule(rules.stageLogsExecution, {
  compliant: {
    errors: logging("ERROR"),
    "all that is done": logging("INFO"),
    "the stage of an HTTP API": logging(undefined, "HTTP"),
  },
  violating: {
    "logs switched off": logging("OFF"),
    "no level": logging(undefined),
    "no settings, of an API from elsewhere": stage({}),
  },
  unknown: { "a level that is not known": logging(UNKNOWN) },
});

const format = (text: string) => stage({ accessLogSettings: { destinationArn: "arn", format: text } });

describeRule(rules.accessLogFormat, {
  compliant: {
    "a format with the request's id": format("$context.requestId $context.status"),
    "a format with its longer id": format("$context.extendedRequestId"),
    "no access logs": stage({}),
  },
  violating: {
    "a format without an id": format("$context.status"),
    "a format with the path": format("$context.requestId $context.path"),
  },
  unknown: { "a format that is not known": format(UNKNOWN) },
});

describeRule(rules.stageTracesNoData, {
  compliant: {
    "nothing said": stage({}),
    "traces switched off": stage({ defaultRouteSettings: { dataTraceEnabled: false } }),
  },
  violating: {
    "traces of every route": stage({ defaultRouteSettings: { dataTraceEnabled: true } }),
    "traces of one route": stage({ routeSettings: [{ routeKey: "send", dataTraceEnabled: true }] }),
  },
  unknown: { "a switch that is not known": stage({ defaultRouteSettings: { dataTraceEnabled: UNKNOWN } }) },
});

const domain = (domainNameConfiguration: unknown) => [
  resource("aws:apigatewayv2/domainName:DomainName", { domainNameConfiguration }),
];

describeRule(rules.domainUsesModernTls, {
  compliant: { "TLS 1.2": domain({ securityPolicy: "TLS_1_2" }) },
  violating: {
    "TLS 1.0": domain({ securityPolicy: "TLS_1_0" }),
    "no policy": domain({}),
    "no configuration": domain(undefined),
  },
  unknown: { "a policy that is not known": domain({ securityPolicy: UNKNOWN }) },
});
