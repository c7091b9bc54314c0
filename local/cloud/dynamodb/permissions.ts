// What a call needs permission for: which action on which tables and indexes.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
import type { CloudContext } from "../context.ts";
import { partiQlStatements, type PartiQlStatement } from "./partiql.ts";
import { type Fields, fieldsOf, listOf, textOf } from "./request-fields.ts";
import { tableArnPrefix } from "./table-description.ts";

export interface Need {
  /** Such as `dynamodb:GetItem`. */
  action: string;
  /** ARN. */
  resource: string;
  /** What is asked of the resource; undefined when it is not known, as with PartiQL. */
  inputs?: Fields[];
  /** Operation that the action is part of, when it has another name. */
  enclosedBy?: string;
}

type Place = Pick<CloudContext, "accountId" | "partition" | "region">;

/** Operations that are about no table: they need a grant for all. */
const ABOUT_NO_TABLE = new Set(["DescribeEndpoints", "DescribeLimits", "ListGlobalTables", "ListStreams"]);

/** Actions of the parts of a TransactWriteItems. */
const WRITES = new Map([
  ["Put", "PutItem"],
  ["Update", "UpdateItem"],
  ["Delete", "DeleteItem"],
  ["ConditionCheck", "ConditionCheckItem"],
]);

/** Nothing for a call that lacks its table: whoever answers it refuses it. */
export function needsOf(place: Place, operation: string, input: Fields): Need[] {
  switch (operation) {
    case "BatchGetItem":
      return Object.entries(fieldsOf(input.RequestItems)).map(([table, request]) => {
        const { Keys, ...rest } = fieldsOf(request);
        return need(place, operation, table, [rest, ...listOf(Keys).map((Key) => ({ Key }))]);
      });
    case "BatchWriteItem":
      return Object.entries(fieldsOf(input.RequestItems)).map(([table, requests]) =>
        need(
          place,
          operation,
          table,
          listOf(requests).flatMap((request) => Object.values(request).map(fieldsOf)),
        ),
      );
    case "TransactGetItems":
      return listOf(input.TransactItems).map(({ Get }) => part(place, operation, "GetItem", fieldsOf(Get)));
    case "TransactWriteItems":
      return listOf(input.TransactItems).flatMap((item) =>
        Object.entries(item).map(([kind, write]) =>
          part(place, operation, WRITES.get(kind) ?? kind, fieldsOf(write)),
        ),
      );
    case "ExecuteStatement":
    case "BatchExecuteStatement":
    case "ExecuteTransaction":
      return partiQlStatements(input).map((statement) => partiQl(place, operation, statement));
    default:
      return one(place, operation, input);
  }
}

function one(place: Place, operation: string, input: Fields): Need[] {
  const action = `dynamodb:${operation}`;
  if (operation === "ListTables") return [{ action, resource: `${tableArnPrefix(place)}*`, inputs: [] }];
  if (ABOUT_NO_TABLE.has(operation)) return [{ action, resource: "*", inputs: [] }];
  const arn = textOf(input.ResourceArn) ?? textOf(input.StreamArn) ?? textOf(input.BackupArn);
  if (arn !== undefined) return [{ action, resource: arn, inputs: [] }];
  const table = textOf(input.TableName);
  return table === undefined ? [] : [need(place, operation, table, [input], textOf(input.IndexName))];
}

function part(place: Place, enclosedBy: string, operation: string, input: Fields): Need {
  return { ...need(place, operation, textOf(input.TableName) ?? "", [input]), enclosedBy };
}

function partiQl(place: Place, enclosedBy: string, { verb, table, index }: PartiQlStatement): Need {
  const { action, resource } = need(place, `PartiQL${verb}`, table, [], index);
  return { action, resource, enclosedBy };
}

/** @param table its name, or its ARN */
function need(place: Place, operation: string, table: string, inputs: Fields[], index?: string): Need {
  const arn = table.startsWith("arn:") ? table : tableArnPrefix(place) + table;
  return {
    action: `dynamodb:${operation}`,
    resource: index === undefined ? arn : `${arn}/index/${index}`,
    inputs,
  };
}
