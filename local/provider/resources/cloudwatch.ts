// aws.cloudwatch.MetricAlarm and Dashboard: recorded, since the local cloud keeps no metrics over time.
import * as v from "valibot";
import { recordedType } from "../recorded-type.ts";
import { integer, matching, oneOf, show, stringMap, tags, text } from "../schema.ts";
import { regional } from "./regional.ts";

const COMPARISONS = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
] as const;

const oneMetric = "its alarms are about one metric; use metricName";

/** An alarm tells five at most. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const actions = v.optional(v.pipe(v.array(matching(/^arn:/, "give an ARN")), v.maxLength(5)));

/** Periods are 10, 20 or 30 seconds, or whole minutes of a day at most. */
const period = v.pipe(
  integer(10, 86_400, "seconds"),
  v.check(
    (seconds) => [10, 20, 30].includes(seconds) || seconds % 60 === 0,
    ({ input }) => `${show(input)} is no period; use 10, 20, 30 or a multiple of 60 seconds`,
  ),
);

export const metricAlarm = recordedType({
  token: "aws:cloudwatch/metricAlarm:MetricAlarm",
  recorded: {
    ...regional,
    name: v.optional(text(255)),
    actionsEnabled: v.optional(v.boolean(), true),
    alarmActions: actions,
    alarmDescription: v.optional(text(1_024)),
    comparisonOperator: v.optional(oneOf(COMPARISONS)),
    datapointsToAlarm: v.optional(integer(1, 8_640, "periods")),
    dimensions: v.optional(stringMap),
    evaluateLowSampleCountPercentiles: v.optional(oneOf(["evaluate", "ignore"])),
    evaluationPeriods: v.optional(integer(1, 8_640, "periods")),
    extendedStatistic: v.optional(matching(/^(p|tm|tc|ts|wm|PR|TM|TC|TS|WM|IQM)/, 'use one such as "p99"')),
    insufficientDataActions: actions,
    metricName: v.optional(text(255)),
    namespace: v.optional(text(255)),
    okActions: actions,
    period: v.optional(period),
    statistic: v.optional(oneOf(["SampleCount", "Average", "Sum", "Minimum", "Maximum"])),
    threshold: v.optional(v.number()),
    treatMissingData: v.optional(oneOf(["missing", "ignore", "breaching", "notBreaching"]), "missing"),
    unit: v.optional(v.string()),
    tags,
  },
  refused: {
    evaluationCriteria: oneMetric,
    evaluationInterval: oneMetric,
    metricQueries: oneMetric,
    thresholdMetricId: oneMetric,
    warmUpConfiguration: oneMetric,
  },
  rules: [
    {
      of: ["metricName", "namespace", "period", "comparisonOperator", "evaluationPeriods", "threshold"],
      refuse(alarm) {
        const needed = [
          "metricName",
          "namespace",
          "period",
          "comparisonOperator",
          "evaluationPeriods",
        ] as const;
        const missing = [...needed, "threshold" as const].find((argument) => alarm[argument] === undefined);
        return missing && `${missing} is required for an alarm about one metric; give it`;
      },
    },
    {
      of: ["statistic", "extendedStatistic"],
      refuse: ({ statistic, extendedStatistic }) =>
        (statistic === undefined) === (extendedStatistic === undefined)
          ? "needs either statistic or extendedStatistic; give one of the two"
          : undefined,
    },
  ],
  name: { property: "name" },
  forcesNew: ["name", "region"],
  computed: ["arn"],
  describe: ({ name = "" }, { partition, region, accountId }) => ({
    id: name,
    computed: { arn: `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${name}` },
  }),
});

export const dashboard = recordedType({
  token: "aws:cloudwatch/dashboard:Dashboard",
  recorded: {
    ...regional,
    dashboardName: matching(/^[\w-]{1,255}$/, "a dashboard's name has 1 to 255 letters, digits, - and _"),
    dashboardBody: v.pipe(
      v.string(),
      v.check(isJson, ({ input }) => `${show(input)} is no JSON; use JSON.stringify`),
    ),
  },
  forcesNew: ["dashboardName", "region"],
  computed: ["dashboardArn"],
  describe: ({ dashboardName }, { partition, accountId }) => ({
    id: dashboardName,
    computed: { dashboardArn: `arn:${partition}:cloudwatch::${accountId}:dashboard/${dashboardName}` },
  }),
});

function isJson(body: string) {
  try {
    return typeof JSON.parse(body) === "object";
  } catch {
    return false;
  }
}
