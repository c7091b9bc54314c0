// Looks into the table of a running stack, with the credentials it hands out.
import { DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import type { RunningCloud } from "./cloud.ts";

/** The partition keys of every row. */
export async function rowKeys(cloud: RunningCloud): Promise<string[]> {
  const client = new DynamoDBClient({
    region: cloud.region,
    endpoint: cloud.endpoints.dynamodb,
    credentials: cloud.credentials,
  });
  const keys: string[] = [];
  for await (const { Items = [] } of paginateScan(
    { client },
    { TableName: String(cloud.outputs.tableName) },
  )) {
    keys.push(...Items.map(({ pk }) => pk?.S ?? ""));
  }
  client.destroy();
  return keys.sort();
}
