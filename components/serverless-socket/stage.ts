// The stage: what of the API is served, how much of it, and what is written down about it.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transform } from "../transform.ts";
import type { SocketApi } from "./api.ts";
import { createAccessLog } from "./access-log.ts";
import type { StageSettings, Throttle } from "./args.ts";
import { createDeployment } from "./deployment.ts";
import type { LogArgs } from "./log-args.ts";
import type { PlannedRoute } from "./plan.ts";
import type { Scope } from "./scope.ts";

interface Throttling {
  throttlingBurstLimit?: number;
  throttlingRateLimit?: number;
}

/** A tenth and a twentieth of what an account may take by default: one socket in trouble leaves the rest to others. */
const DEFAULT_THROTTLE: Throttle = { burst: 500, rate: 250 };

/** Comes last: a stage deploys what is there, and AWS deploys no API without routes. */
export function createStage(scope: Scope, api: SocketApi, routes: PlannedRoute[], live: pulumi.Resource[]) {
  const { name, args, stageName, parent } = scope;
  const logs = logSettings(args);
  const throttle = args.throttle ?? DEFAULT_THROTTLE;
  const defaults = { ...limits(throttle), ...logs };
  const special = routes.filter(({ settings }) => settings.throttle ?? settings.executionLog);
  const [childName, stageArgs, opts] = transform<StageSettings>(
    args.transform?.stage,
    name,
    {
      accessLogSettings: createAccessLog(scope),
      defaultRouteSettings: defaults,
      routeSettings: special.map(({ key, settings }) => ({
        routeKey: key,
        ...logs,
        ...(settings.executionLog && { loggingLevel: settings.executionLog }),
        ...limits(settings.throttle ?? throttle),
      })),
      stageVariables: args.stageVariables,
      tags: args.tags,
    },
    { parent, dependsOn: live },
  );
  const { defaultRouteSettings, routeSettings } = stageArgs;
  return new aws.apigatewayv2.Stage(
    childName,
    {
      ...stageArgs,
      ...deploys(scope, api, live),
      apiId: api.id,
      name: stageName,
      // Again, whatever a transform put there: settings without throttles make the provider send 0 for both, and
      // every message gets 429. https://github.com/pulumi/pulumi-aws/issues/2363
      defaultRouteSettings: pulumi.output(defaultRouteSettings).apply((own = {}) => complete(own)),
      routeSettings: pulumi.output(routeSettings).apply((own = []) => own.map(complete)),
    },
    opts,
  );

  function complete<Settings extends Throttling>(own: Settings) {
    const { throttlingBurstLimit: burst = throttle.burst, throttlingRateLimit: rate = throttle.rate } = own;
    return { ...defaults, ...own, ...limits({ burst, rate }) };
  }
}

/** One of the two: a stage with neither answers 403, and AWS refuses both. */
function deploys(scope: Scope, api: SocketApi, live: pulumi.Resource[]) {
  if (scope.args.deployment !== "explicit") return { autoDeploy: true };
  return { autoDeploy: false, deploymentId: createDeployment(scope, api, live).id };
}

function limits({ burst, rate }: Throttle) {
  return { throttlingBurstLimit: burst, throttlingRateLimit: rate };
}

/** A route's own settings replace the stage's as a whole, so these are repeated in each. */
function logSettings({ executionLog, dataTrace, detailedMetrics }: LogArgs) {
  return {
    ...(executionLog && { loggingLevel: executionLog }),
    ...(dataTrace && { dataTraceEnabled: true }),
    ...(detailedMetrics && { detailedMetricsEnabled: true }),
  };
}
