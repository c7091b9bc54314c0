// aws.dynamodb.Table.
import * as v from "valibot";
import { PartlyMadeError } from "../errors.ts";
import { resourceType } from "../resource-type.ts";
import { arn, integer, only, show, tags } from "../schema.ts";
import {
  attributes,
  attributesFault,
  capacity,
  globalIndexes,
  localIndexes,
  tableName,
} from "./dynamodb-schema.ts";
import { toArguments } from "./dynamodb-table-arguments.ts";
import { changeTable, setUp, toCreateTable } from "./dynamodb-table-calls.ts";
import { regional } from "./regional.ts";

const oneRegion = "it has one region";
const noBackups = "it keeps no backups";
const noStreams = "it has no streams";

const withoutStream = { streamArn: "", streamLabel: "" };

export const table = resourceType({
  token: "aws:dynamodb/table:Table",
  applied: {
    name: v.optional(tableName),
    hashKey: v.string(),
    rangeKey: v.optional(v.string()),
    attributes,
    billingMode: v.optional(v.picklist(["PAY_PER_REQUEST", "PROVISIONED"]), "PROVISIONED"),
    readCapacity: capacity,
    writeCapacity: capacity,
    globalSecondaryIndexes: v.optional(globalIndexes),
    localSecondaryIndexes: v.optional(localIndexes),
    ttl: v.optional(
      v.strictObject({ attributeName: v.optional(v.string()), enabled: v.optional(v.boolean(), false) }),
    ),
    pointInTimeRecovery: v.optional(
      v.strictObject({ enabled: v.boolean(), recoveryPeriodInDays: v.optional(integer(1, 35, "days")) }),
    ),
    deletionProtectionEnabled: v.optional(v.boolean(), false),
    tags,
  },
  recorded: {
    ...regional,
    serverSideEncryption: v.optional(
      v.strictObject({ enabled: v.boolean(), kmsKeyArn: v.optional(arn("kms")) }),
    ),
    streamEnabled: v.optional(only(false, noStreams)),
    tableClass: v.optional(v.picklist(["STANDARD", "STANDARD_INFREQUENT_ACCESS"])),
  },
  refused: {
    globalTableWitness: oneRegion,
    importTable: "it imports nothing",
    onDemandThroughput: "it does not limit tables",
    replicas: oneRegion,
    restoreBackupArn: noBackups,
    restoreDateTime: noBackups,
    restoreSourceName: noBackups,
    restoreSourceTableArn: noBackups,
    restoreToLatestTime: noBackups,
    streamViewType: noStreams,
    warmThroughput: "its tables are always warm",
  },
  rules: [
    {
      of: ["attributes", "hashKey", "rangeKey", "globalSecondaryIndexes", "localSecondaryIndexes"],
      refuse: ({ attributes, globalSecondaryIndexes = [], localSecondaryIndexes = [], ...keys }) =>
        attributesFault(
          attributes.map(({ name }) => name),
          [keys, ...globalSecondaryIndexes, ...localSecondaryIndexes],
        ),
    },
    {
      of: ["readCapacity", "writeCapacity", "billingMode"],
      refuse({ readCapacity, writeCapacity, billingMode }) {
        if (billingMode === "PROVISIONED") {
          return readCapacity === undefined || writeCapacity === undefined
            ? `is needed together with writeCapacity for the billingMode "PROVISIONED", which is the default; set both, or billingMode "PAY_PER_REQUEST"`
            : undefined;
        }
        return readCapacity === undefined && writeCapacity === undefined
          ? undefined
          : `cannot be set for the billingMode ${show(billingMode)}; leave out readCapacity and writeCapacity`;
      },
    },
    {
      of: ["ttl"],
      refuse: ({ ttl }) =>
        ttl?.enabled && !ttl.attributeName
          ? "is enabled but names no attribute; set attributeName to the one that holds the expiry in epoch seconds"
          : undefined,
    },
  ],
  name: { property: "name" },
  forcesNew: ["name", "hashKey", "rangeKey", "localSecondaryIndexes", "region"],
  computed: { stable: ["arn", "streamArn", "streamLabel"], changing: [] },
  async create({ dynamodb }, { name = "", ...inputs }) {
    const { TableArn } = await dynamodb.createTable(toCreateTable(name, inputs));
    const made = { id: name, computed: { arn: TableArn, ...withoutStream } };
    await setUp(dynamodb, name, inputs).catch((cause) => {
      throw new PartlyMadeError(made, cause);
    });
    return made;
  },
  async read({ dynamodb }, { id, inputs: before }) {
    const found = await dynamodb.describeTable(id);
    return {
      inputs: toArguments(found, await dynamodb.settingsOf(id), before),
      computed: { arn: found.TableArn, ...withoutStream },
    };
  },
  async update({ dynamodb }, { id, inputs: old, outputs }, inputs) {
    await changeTable(dynamodb, { name: id, arn: String(outputs.arn) }, old, inputs);
    return {};
  },
  async delete({ dynamodb }, { id }) {
    await dynamodb.deleteTable(id);
  },
});
