// The body of the dashboard: a graph for each kind of what is watched.
import * as pulumi from "@pulumi/pulumi";
import type { ServerlessSocketMonitoringArgs } from "./args.ts";
import type { Watched } from "./metrics.ts";

/** Two graphs beside each other on a dashboard that is 24 units wide. */
const SIZE = { width: 12, height: 6 };

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export function dashboardBody({ socket }: ServerlessSocketMonitoringArgs, watched: Watched[]) {
  const graphs = Map.groupBy([...watched, ...traffic(watched)], ({ title }) => title);
  const widgets = [...graphs].map(([title, metrics]) => ({
    ...{ type: "metric", ...SIZE },
    properties: {
      ...{ title, view: "timeSeries", region: socket.api.region, period: metrics[0]!.period },
      metrics: metrics.map(toRow),
    },
  }));
  return pulumi.jsonStringify({ widgets });
}

/** What is good to see and no reason for an alarm. */
function traffic(watched: Watched[]) {
  return watched
    .filter(({ metricName }) => metricName === "ConnectCount")
    .map((connects) => ({ ...connects, metricName: "MessageCount" }));
}

function toRow({ namespace, metricName, dimensions, statistic }: Watched) {
  return [namespace, metricName, ...Object.entries(dimensions).flat(), { stat: statistic }];
}
