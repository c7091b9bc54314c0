// Records every event it is given, then does what the caller tells it. The instructions come with the request: in the
// header X-Probe of a handshake, or as the field `probe` of a message.
import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import type { Instructions } from "../instructions.ts";

interface ProbeEvent {
  type?: string;
  headers?: Record<string, string>;
  body?: string;
  requestContext?: {
    eventType: string;
    routeKey: string;
    requestId: string;
    connectionId: string;
    domainName: string;
    stage: string;
  };
}

/** Time between two looks at the gate, in ms. */
const LOOK_EVERY_MS = 20;
/** Records are of no use after an hour; in seconds. */
const RECORD_LIFETIME_S = 3_600;

const TableName = process.env.TABLE_NAME;
const dynamodb = new DynamoDBClient();

export const handler = async (event: ProbeEvent) => {
  const told = instructionsOf(event);
  await record(event, told);
  if (event.type === "REQUEST") return authorize(event, told);
  if (told.gate) await opened(told.gate);
  if (told.wait) await sleep(told.wait);
  if (told.throw) throw new Error(told.throw);
  const returnedAt = Date.now();
  if (told.linger) setTimeout(() => void post(event, String(Date.now() - returnedAt)), told.linger);
  const posted = told.post === undefined ? undefined : await post(event, told.post);
  if (posted) await record(event, told, posted);
  return "answer" in told ? told.answer : { statusCode: 200, body: reply(event, posted) };
};

function instructionsOf({ headers = {}, body = "" }: ProbeEvent): Instructions {
  const [, header] = Object.entries(headers).find(([name]) => name.toLowerCase() === "x-probe") ?? [];
  if (header) return JSON.parse(header) as Instructions;
  try {
    return (JSON.parse(body) as { probe?: Instructions } | null)?.probe ?? {};
  } catch {
    return {};
  }
}

async function record(event: ProbeEvent, { key }: Instructions, outcome?: object) {
  const { connectionId, eventType, requestId } = event.requestContext ?? {};
  const exp = Math.floor(Date.now() / 1000) + RECORD_LIFETIME_S;
  const Item = {
    pk: { S: key ?? connectionId ?? "no connection" },
    sk: { S: `${event.type ?? eventType ?? "OTHER"}#${requestId ?? Date.now()}` },
    event: { S: JSON.stringify(event) },
    exp: { N: String(exp) },
    ...(outcome && { outcome: { S: JSON.stringify(outcome) } }),
  };
  await dynamodb.send(new PutItemCommand({ TableName, Item }));
}

/** Waits until the test has put the gate's item. */
async function opened(gate: string) {
  const Key = { pk: { S: gate }, sk: { S: "gate" } };
  console.log(`waiting at ${gate}`);
  while (!(await dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item) {
    await sleep(LOOK_EVERY_MS);
  }
}

/** Posts to the caller through the endpoint that the event names. */
async function post({ requestContext }: ProbeEvent, Data: string) {
  const { domainName, stage, connectionId } = requestContext ?? {};
  const client = new ApiGatewayManagementApiClient({ endpoint: `https://${domainName}/${stage}` });
  try {
    const { $metadata } = await client.send(
      new PostToConnectionCommand({ ConnectionId: connectionId, Data }),
    );
    return { status: $metadata.httpStatusCode };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
}

function authorize(
  event: ProbeEvent & { methodArn?: string },
  { authorize: verdict, context }: Instructions,
) {
  if (verdict === "throw") throw new Error("Unauthorized");
  if (verdict === "fail") throw new Error("the key store is out of reach");
  return {
    principalId: "somebody",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect: verdict, Resource: event.methodArn }],
    },
    context,
  };
}

function reply({ requestContext, ...event }: ProbeEvent, posted?: object) {
  const { routeKey, connectionId } = requestContext ?? {};
  return JSON.stringify({ routeKey, connectionId, posted, ...(!requestContext && { event }) });
}
