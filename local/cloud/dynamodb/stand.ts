// A test stand: DynamoDB on a chosen engine behind the front door, with a real SDK client and a data folder that outlives
// restarts.
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { FrontDoor } from "../front-door/front-door.ts";
import { type Credentials, Iam } from "../iam/iam.ts";
import { createTestContext, type TestContext } from "../testing.ts";
import { DynamoDb } from "./dynamodb.ts";

export type EngineName = "dynoxide" | "dynalite";

export const CHAT = {
  TableName: "chat",
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" as const },
    { AttributeName: "sk", AttributeType: "S" as const },
  ],
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" as const },
    { AttributeName: "sk", KeyType: "RANGE" as const },
  ],
  BillingMode: "PAY_PER_REQUEST" as const,
};

interface Running {
  iam: Iam;
  dynamodb: DynamoDb;
  door: FrontDoor;
  client: DynamoDBClient;
}

export class Stand {
  readonly context: TestContext;
  readonly #engine: EngineName;
  #running: Running;

  private constructor(context: TestContext, engine: EngineName, running: Running) {
    this.context = context;
    this.#engine = engine;
    this.#running = running;
  }

  static async create(engine: EngineName) {
    const context = await createTestContext();
    return new Stand(context, engine, await start(context, engine));
  }

  get dynamodb() {
    return this.#running.dynamodb;
  }

  get client() {
    return this.#running.client;
  }

  /** A client with credentials of a role that may do nothing yet. */
  clientOf(roleName: string) {
    const { iam, door } = this.#running;
    const { arn } = iam.createRole({ roleName, assumeRolePolicyDocument: policy([]) });
    return connect(this.context, door, iam.assumeRole(arn, "test"));
  }

  /** Gives a role this statement, in place of the one before. */
  grant(roleName: string, statement: object) {
    this.#running.iam.putRolePolicy(roleName, "test", policy([statement]));
  }

  async restart() {
    await stop(this.#running);
    this.#running = await start(this.context, this.#engine);
  }

  async dispose() {
    await stop(this.#running);
    await this.context.dispose();
  }
}

async function start(context: TestContext, engine: EngineName): Promise<Running> {
  const iam = new Iam(context);
  const dynamodb = await DynamoDb.start(context, { engine, dataDirectory: join(context.directory, "data") });
  const door = await FrontDoor.start(context, iam, { awake: () => undefined }, { dynamodb });
  return { iam, dynamodb, door, client: connect(context, door, iam.rootCredentials) };
}

const connect = (context: TestContext, door: FrontDoor, credentials: Credentials) =>
  new DynamoDBClient({
    endpoint: door.url,
    region: context.region,
    credentials,
    systemClockOffset: context.clock.now() - Date.now(),
    maxAttempts: 1,
  });

const policy = (Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

async function stop({ dynamodb, door, client }: Running) {
  client.destroy();
  await door.stop();
  await dynamodb.stop();
}
