// The connections and members in a DynamoDB table. Needs GetItem, PutItem, DeleteItem and Query; never Scan.
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import type { QueryCommandOutput } from "@aws-sdk/client-dynamodb";
import type { Rows } from "../domain/membership.ts";
import type { Member } from "../domain/ports.ts";
import {
  connectionFrom,
  connectionItem,
  connectionKey,
  memberFrom,
  memberItem,
  memberKey,
  memberPartition,
} from "./items.ts";

/** Tries of one call, the first included: the SDK's back-off between three stays under a second. */
const ATTEMPTS = 3;

/** Milliseconds for one try. DynamoDB answers in under ten; a socket that is silent for a second is dead. */
const TRY_MS = 1_000;

/** Members read at once: posts to the first ones begin before a large room has been read. */
const MEMBERS_PER_PAGE = 256;

/** A client for the life of the execution environment, whose variables name region, credentials, endpoint. */
export function dynamoDbClient() {
  return new DynamoDBClient({
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: TRY_MS, requestTimeout: TRY_MS, throwOnRequestTimeout: true },
  });
}

/** The rows of `TableName`; a caller awaits each call and gets the SDK's own errors. */
export function dynamoDbRows(client: DynamoDBClient, TableName: string, pageSize = MEMBERS_PER_PAGE): Rows {
  return {
    connections: {
      async put(connection) {
        await client.send(new PutItemCommand({ TableName, Item: connectionItem(connection) }));
      },
      async get(connectionId) {
        const Key = connectionKey(connectionId);
        // Consistent, because a client may speak milliseconds after `$connect` wrote its row.
        const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
        return Item && connectionFrom(connectionId, Item);
      },
      async delete(connectionId) {
        await client.send(new DeleteItemCommand({ TableName, Key: connectionKey(connectionId) }));
      },
    },
    members: {
      async put(member) {
        await client.send(new PutItemCommand({ TableName, Item: memberItem(member) }));
      },
      list: (room, shard) => listMembers(client, TableName, room, shard, pageSize),
      async delete(key) {
        await client.send(new DeleteItemCommand({ TableName, Key: memberKey(key) }));
      },
    },
  };
}

async function* listMembers(
  client: DynamoDBClient,
  TableName: string,
  room: string,
  shard: number,
  pageSize: number,
): AsyncGenerator<Member> {
  let ExclusiveStartKey: QueryCommandOutput["LastEvaluatedKey"];
  do {
    const page: QueryCommandOutput = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :partition",
        ExpressionAttributeValues: { ":partition": { S: memberPartition(room, shard) } },
        // Consistent, so that who was connected before a message was sent is not passed over.
        ConsistentRead: true,
        Limit: pageSize,
        ExclusiveStartKey,
      }),
    );
    for (const item of page.Items ?? []) yield memberFrom(room, shard, item);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}
