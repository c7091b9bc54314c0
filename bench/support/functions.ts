// The handlers as functions of a local cloud of their own, called as connections that come and go would.
import { TABLE } from "../../handlers/adapters/dynamodb.testing.ts";
import { connectEvent, disconnectEvent, messageEvent } from "../../handlers/adapters/events.testing.ts";
import type { Lifetime } from "../../local/cli/lifetime.ts";
import { Cloud } from "../../local/cloud/cloud.ts";

export interface Call {
  /** Milliseconds until the answer, initialisation included. */
  ms: number;
  /** Milliseconds that the environment took to initialise, where the call had to wait for a new one. */
  init: number | undefined;
}

/** What the functions of the program have by default. */
const MEMORY_MB = 256;
const TIMEOUT_SECONDS = 10;

/** Started before the others, since the first process of a cloud also compiles the runtime. */
const PRIMER = "primer";
const PRIMER_CODE = "export const handler = async () => ({ statusCode: 200 });";

const TableName = "connections";

/** What a handler answers when it could not work with its table, as a status or as an error frame. */
const FAILURE = /"statusCode":[45]|internal|not-connected/;

/**
 * Resolves when all of them can be called; everything ends with `lifetime`.
 * @param codes ES module of each function, by its name
 */
export async function startFunctions(lifetime: Lifetime, codes: Map<string, string>) {
  const cloud = await Cloud.start({ port: 0, host: "localhost", region: "us-east-1" });
  await lifetime.onEnd(() => cloud.stop());
  await cloud.dynamodb.createTable({ TableName, ...TABLE });
  await createFunction(cloud, PRIMER, PRIMER_CODE);
  await invoke(cloud, PRIMER, {});
  for (const [name, code] of codes) await createFunction(cloud, name, code);
  let lives = 0;
  return {
    /** A connection comes and goes, and calls every function once on its way. */
    async live(): Promise<Map<string, Call>> {
      const events = eventsOf(`connection-${++lives}`);
      const calls = new Map<string, Call>();
      for (const name of codes.keys()) calls.set(name, await invoke(cloud, name, events.get(name) ?? {}));
      return calls;
    },
    /** From now on every function needs a new environment. */
    renew() {
      for (const name of codes.keys()) cloud.lambda.updateFunctionConfiguration(idOf(name), {});
    },
  };
}

function eventsOf(connectionId: string) {
  const events = {
    connect: connectEvent(connectionId),
    sync: messageEvent(connectionId, "sync", `{"action":"sync"}`),
    send: messageEvent(connectionId, "send", `{"action":"send","message":"Is anybody there?"}`),
    default: messageEvent(connectionId, "$default", `{"action":"shout"}`),
    disconnect: disconnectEvent(connectionId),
  };
  // Connections live for two hours after this moment.
  for (const { requestContext } of Object.values(events)) requestContext.connectedAt = Date.now();
  return new Map<string, object>(Object.entries(events));
}

async function createFunction({ lambda, iam, frontDoor }: Cloud, name: string, code: string) {
  const roleName = idOf(name);
  const { arn } = iam.createRole({
    roleName,
    assumeRolePolicyDocument: policy({
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  });
  // Its reports are read from its log.
  iam.putRolePolicy(roleName, "own", policy({ Action: ["dynamodb:*", "logs:*"], Resource: "*" }));
  await lambda.createFunction({
    functionName: idOf(name),
    role: arn,
    handler: "index.handler",
    runtime: "nodejs24.x",
    code: new Map([["index.mjs", Buffer.from(code)]]),
    memorySize: MEMORY_MB,
    timeout: TIMEOUT_SECONDS,
    // Nobody else is in the room, so nothing is posted.
    environment: { TABLE_NAME: TableName, CALLBACK_URL: frontDoor.url },
  });
}

const policy = (statement: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

async function invoke(cloud: Cloud, name: string, event: object): Promise<Call> {
  const { arn } = cloud.lambda.getFunction(idOf(name));
  const started = performance.now();
  const result = await cloud.lambda.invoke({
    functionArn: arn,
    payload: JSON.stringify(event),
    caller: { principalArn: "arn:aws:iam::000000000000:root" },
  });
  const ms = performance.now() - started;
  if (result.kind === "failed" || FAILURE.test(result.payload)) {
    throw new Error(`${name} did not do its work: ${JSON.stringify(result)}`);
  }
  return { ms, init: initOf(cloud, name) };
}

/** Lambda writes it into the report of the invocation that waited for it. */
function initOf({ logs }: Cloud, name: string): number | undefined {
  const report = logs
    .getLogEvents(`/aws/lambda/${idOf(name)}`)
    .findLast(({ message }) => message.startsWith("REPORT "));
  const [, init] = /Init Duration: ([\d.]+) ms/.exec(report?.message ?? "") ?? [];
  return init === undefined ? undefined : Number(init);
}

const idOf = (name: string) => name.replaceAll(" ", "-");
