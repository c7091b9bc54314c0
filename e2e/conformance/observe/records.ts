// The events that the probe's functions were given.
import { DynamoDBClient, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { Target } from "../target/target.ts";

export type EventType = "CONNECT" | "MESSAGE" | "DISCONNECT" | "REQUEST" | "OTHER";

export interface GatewayEvent {
  [key: string]: unknown;
  methodArn?: string;
  headers?: Record<string, string>;
  multiValueHeaders?: Record<string, string[]>;
  requestContext: {
    [key: string]: unknown;
    routeKey: string;
    connectionId: string;
    identity: Record<string, string>;
    authorizer?: Record<string, unknown>;
  };
}

export interface ProbeRecord {
  event: GatewayEvent;
  /** What came of the post that the function was told to make. */
  outcome?: { status?: number; name?: string; message?: string };
}

export class Records {
  readonly #client: DynamoDBClient;
  readonly #target: Target;

  constructor(target: Target) {
    const { region, credentials, dynamodbEndpoint: endpoint } = target;
    this.#target = target;
    this.#client = new DynamoDBClient({ region, credentials, endpoint });
  }

  /**
   * Resolves with the first record of its kind, which may be yet to come.
   * @param key the connection's id, or what the function was told to record under
   */
  async find(key: string, type: EventType): Promise<ProbeRecord> {
    for (;;) {
      // Before the look, so that nothing is missed that comes meanwhile.
      const changed = this.#target.changed();
      const [record] = await this.all(key, type);
      if (record) return record;
      await changed;
    }
  }

  /** Those that there are. */
  async all(key: string, type: EventType): Promise<ProbeRecord[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#target.outputs.tableName,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :key AND begins_with(sk, :type)",
        ExpressionAttributeValues: { ":key": { S: key }, ":type": { S: `${type}#` } },
      }),
    );
    return Items.map(({ event, outcome }) => ({
      event: JSON.parse(event?.S ?? "") as GatewayEvent,
      ...(outcome?.S && { outcome: JSON.parse(outcome.S) as ProbeRecord["outcome"] }),
    }));
  }

  /** Lets a function go on that was told to wait at this gate. */
  async openGate(gate: string) {
    const Item = { pk: { S: gate }, sk: { S: "gate" } };
    await this.#client.send(new PutItemCommand({ TableName: this.#target.outputs.tableName, Item }));
  }

  close() {
    this.#client.destroy();
  }
}
