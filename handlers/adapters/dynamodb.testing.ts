// Engines that speak DynamoDB's protocol on this machine, and tables on them, for tests.
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import type { Server } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A running engine. */
export interface Engine {
  endpoint: string;
  stop(): Promise<void>;
}

const dynoxide = fileURLToPath(new URL("../../node_modules/@dynoxide/linux-x64/dynoxide", import.meta.url));

/** The engines that there are on this machine, each with how to start it. */
export const engines: { name: string; start: () => Promise<Engine> }[] = [
  { name: "dynalite", start: startDynalite },
  ...(existsSync(dynoxide) ? [{ name: "dynoxide", start: startDynoxide }] : []),
];

/** A client of an engine; any key is good. */
export function clientOf({ endpoint }: Engine) {
  const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" };
  return new DynamoDBClient({ endpoint, region: "us-east-1", credentials });
}

/** With the keys that the program gives its table. */
export const TABLE = {
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
} satisfies Omit<CreateTableCommandInput, "TableName">;

/** Returns when the table is there. */
export async function createTable(client: DynamoDBClient, TableName: string) {
  await client.send(new CreateTableCommand({ TableName, ...TABLE }));
  for (let status; status !== "ACTIVE";) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    status = Table?.TableStatus;
  }
}

async function startDynalite(): Promise<Engine> {
  const server = dynalite({ createTableMs: 0 });
  const port = await listen(server);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await close(server);
    },
  };
}

async function startDynoxide(): Promise<Engine> {
  const port = await freePort();
  const child = spawn(dynoxide, ["--host", "127.0.0.1", "--port", String(port)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  const exit = once(child, "exit");
  await Promise.race([saying(/listening/i, child.stdout), saying(/listening/i, child.stderr), exit]);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      process.off("exit", kill);
      kill();
      await exit;
    },
  };
}

async function saying(words: RegExp, input: NodeJS.ReadableStream) {
  for await (const line of createInterface({ input })) if (words.test(line)) return;
}

/** dynoxide cannot tell which port it was given, so we look for one before it starts. */
async function freePort() {
  const server = createServer();
  const port = await listen(server);
  await close(server);
  return port;
}

async function listen(server: Server) {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the server listens on no port");
  return address.port;
}

async function close(server: Server) {
  const closed = once(server, "close");
  server.close();
  await closed;
}
