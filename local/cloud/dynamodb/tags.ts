// Tags of tables.
import type {
  ListTagsOfResourceInput,
  Tag,
  TagResourceInput,
  UntagResourceInput,
} from "@aws-sdk/client-dynamodb";
import { resourceNotFound, validation } from "./errors.ts";
import { engineTable, type Shim } from "./shim.ts";
import { tableArnPrefix, tableNameOf } from "./table-description.ts";

export const tagsOf = (tags: Tag[] = []): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));

export async function tagResource(shim: Shim, { ResourceArn, Tags }: TagResourceInput) {
  const tableName = await tableOf(shim, ResourceArn);
  shim.settings.set(tableName, { tags: { ...shim.settings.get(tableName).tags, ...tagsOf(Tags) } });
  return {};
}

export async function untagResource(shim: Shim, { ResourceArn, TagKeys = [] }: UntagResourceInput) {
  const tableName = await tableOf(shim, ResourceArn);
  const kept = Object.entries(shim.settings.get(tableName).tags).filter(([key]) => !TagKeys.includes(key));
  shim.settings.set(tableName, { tags: Object.fromEntries(kept) });
  return {};
}

export async function listTagsOfResource(shim: Shim, { ResourceArn }: ListTagsOfResourceInput) {
  const { tags } = shim.settings.get(await tableOf(shim, ResourceArn));
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

async function tableOf(shim: Shim, arn = "") {
  if (!arn.startsWith(tableArnPrefix(shim.context))) {
    throw validation(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  }
  try {
    return (await engineTable(shim, tableNameOf(arn))).TableName;
  } catch {
    throw resourceNotFound(`Requested resource not found: ResourcArn: ${arn} not found`);
  }
}
