// Routes that the compiler refuses. `npm run types` fails as soon as one of them is let through.
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Routes } from "../route-args.ts";

const handler = "handlers/send.ts";
declare const fn: aws.lambda.Function;
declare const alias: aws.lambda.Alias;
declare const output: pulumi.Output<string>;

export const mistakes: Routes[] = [
  // @ts-expect-error A route leads somewhere.
  { send: { reply: true } },
  // @ts-expect-error A route leads to one thing.
  { send: { handler, mock: "pong" } },
  // @ts-expect-error There is no function behind a mock.
  { send: { mock: "pong", memory: 512 } },
  // @ts-expect-error There is no function behind an HTTP backend, which gets no grants then.
  { send: { http: "https://backend.example", table: ["GetItem"] } },
  // @ts-expect-error An existing function is configured where it is made.
  { send: { handler: fn, timeout: 5 } },
  // @ts-expect-error An alias does not say whose role its function has.
  { send: { handler: alias, connections: ["POST"] } },
  // @ts-expect-error Nobody waits for a reply at $connect.
  { $connect: { handler, reply: true } },
  // @ts-expect-error Nor at $disconnect.
  { $disconnect: { handler, reply: true } },
  // @ts-expect-error There is no message to check at $connect.
  { $connect: { handler, model: { type: "object" } } },
  // @ts-expect-error API Gateway asks an authorizer at $connect only, so it is the socket's.
  { send: { handler, authorizer: "iam" } },
  // @ts-expect-error Half a throttle is sent as zero, and refuses every message.
  { send: { handler, throttle: { burst: 5 } } },
  // @ts-expect-error DynamoDB has no such action on items.
  { send: { handler, table: ["DeleteTable"] } },
  // @ts-expect-error The @connections API has no PUT.
  { send: { handler, connections: ["PUT"] } },
  // @ts-expect-error Handlers could not send if CALLBACK_URL led elsewhere.
  { send: { handler, environment: { CALLBACK_URL: "https://elsewhere.example" } } },
  // @ts-expect-error Lambda sets its region itself.
  { send: { handler, environment: { AWS_REGION: "eu-central-1" } } },
  // @ts-expect-error Whoever needs an Output here decides too late which resources there are.
  { send: { handler: output } },
  // @ts-expect-error API keys are not supported.
  { send: { handler, apiKeyRequired: true } },
];
