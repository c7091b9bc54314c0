// What is overwritten is gone.
import { table } from "./base/table.ts";

table("dynamodb-table-recovers", { pointInTimeRecovery: { enabled: false } });
