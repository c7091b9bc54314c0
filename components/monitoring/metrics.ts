// What is watched of a socket: each metric once, for its alarm and for the dashboard.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ServerlessSocket } from "../serverless-socket/serverless-socket.ts";
import type { ServerlessSocketMonitoringArgs, Thresholds } from "./args.ts";

/** Something to watch, and from where on it is an alarm. */
export interface Watched {
  /** What its alarm is called after the component's name. */
  slug: string;
  /** What is wrong when the alarm goes off, and where to look. */
  description: string;
  /** What its graph is called; those with the same title share one. */
  title: string;
  namespace: "AWS/ApiGateway" | "AWS/Lambda" | "AWS/DynamoDB" | "AWS/SQS";
  metricName: string;
  dimensions: Record<string, pulumi.Input<string>>;
  statistic: "Sum" | "Maximum";
  /** Seconds. */
  period: number;
  threshold: number;
}

const DEFAULTS: Required<Thresholds> = {
  integrationErrors: 0,
  executionErrors: 0,
  clientErrors: 100,
  connects: 15_000,
  functionErrors: 0,
  functionThrottles: 0,
  tableThrottles: 0,
  queueAge: 60,
};

/** Seconds. Long enough for one failure among many to be seen as one. */
const FIVE_MINUTES = 300;

/** Seconds. A storm of reconnecting clients is over in five minutes. */
const A_MINUTE = 60;

/** Everything that is watched, in the order of the dashboard. */
export function watchedOf({ socket, queues = {}, thresholds }: ServerlessSocketMonitoringArgs): Watched[] {
  const limits = { ...DEFAULTS, ...thresholds };
  return [
    ...ofApi(socket.api, socket.stage, limits),
    ...functionsOf(socket).flatMap((watched) => ofFunction(watched, limits)),
    ...ofTable(socket.table, limits),
    ...Object.entries(queues).map(([name, queue]) => ofQueue(name, queue, limits)),
  ];
}

function ofApi(api: aws.apigatewayv2.Api, stage: aws.apigatewayv2.Stage, limits: Required<Thresholds>) {
  const common = {
    namespace: "AWS/ApiGateway",
    dimensions: { ApiId: api.id, Stage: stage.name },
    statistic: "Sum",
  } as const;
  const errors = { ...common, title: "Errors of the API", period: FIVE_MINUTES };
  return [
    {
      ...common,
      slug: "connects",
      title: "Connects and messages",
      description:
        "Far more clients connect than usual; look for a deployment or an outage they come back from",
      metricName: "ConnectCount",
      period: A_MINUTE,
      threshold: limits.connects,
    },
    {
      ...errors,
      slug: "integration-errors",
      description: "Functions behind the routes fail or time out; their logs say why",
      metricName: "IntegrationError",
      threshold: limits.integrationErrors,
    },
    {
      ...errors,
      slug: "execution-errors",
      description: "API Gateway itself fails; look at its execution log and at health.aws.amazon.com",
      metricName: "ExecutionError",
      threshold: limits.executionErrors,
    },
    {
      ...errors,
      slug: "client-errors",
      description:
        "Requests are turned away before a function is called: throttles, authorization, routes, models",
      metricName: "ClientError",
      threshold: limits.clientErrors,
    },
  ];
}

interface WatchedFunction {
  slug: string;
  /** What it is in a sentence. */
  role: string;
  fn: aws.lambda.Function | aws.lambda.Alias;
}

/** Each function once: one that several routes share is called after the first. */
function functionsOf({ functions, aliases, authorizer }: ServerlessSocket): WatchedFunction[] {
  const routed = Object.entries({ ...functions, ...aliases }).map(([key, fn]) => ({
    slug: key.replace("$", ""),
    role: `The function of the route ${key}`,
    fn,
  }));
  const all = authorizer
    ? [...routed, { slug: "authorizer", role: "The authorizer", fn: authorizer }]
    : routed;
  return all.filter(({ fn }, index) => all.findIndex((other) => other.fn === fn) === index);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html */
function dimensionsOf(fn: WatchedFunction["fn"]): Watched["dimensions"] {
  if (!aws.lambda.Alias.isInstance(fn)) return { FunctionName: fn.name };
  return { FunctionName: fn.functionName, Resource: pulumi.interpolate`${fn.functionName}:${fn.name}` };
}

function ofFunction({ slug, role, fn }: WatchedFunction, limits: Required<Thresholds>): Watched[] {
  // "-function", so that a route called `client` has not the alarm of the API's client errors.
  const common = {
    namespace: "AWS/Lambda",
    dimensions: dimensionsOf(fn),
    statistic: "Sum",
    period: FIVE_MINUTES,
  } as const;
  return [
    {
      ...common,
      slug: `${slug}-function-errors`,
      title: "Errors of the functions",
      description: `${role} throws or times out; its log says why`,
      metricName: "Errors",
      threshold: limits.functionErrors,
    },
    {
      ...common,
      slug: `${slug}-function-throttles`,
      title: "Throttles of functions and table",
      description: `${role} finds no free concurrency; look at the account's limit`,
      metricName: "Throttles",
      threshold: limits.functionThrottles,
    },
  ];
}

function ofTable(table: aws.dynamodb.Table, { tableThrottles }: Required<Thresholds>): Watched[] {
  return (["Read", "Write"] as const).map((way) => ({
    slug: `table-${way.toLowerCase()}-throttles`,
    title: "Throttles of functions and table",
    description: `The table turns ${way.toLowerCase()}s away; look for one key that all of them use`,
    namespace: "AWS/DynamoDB",
    metricName: `${way}ThrottleEvents`,
    dimensions: { TableName: table.name },
    statistic: "Sum",
    period: FIVE_MINUTES,
    threshold: tableThrottles,
  }));
}

function ofQueue(name: string, queue: aws.sqs.Queue, { queueAge }: Required<Thresholds>): Watched {
  return {
    slug: `${name}-age`,
    title: "Age of the oldest queued message, in seconds",
    description: `Messages wait in the queue ${name}; look at the errors of what reads it`,
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: queue.name },
    statistic: "Maximum",
    period: A_MINUTE,
    threshold: queueAge,
  };
}
