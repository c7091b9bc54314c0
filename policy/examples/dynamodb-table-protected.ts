// A slip of the hand deletes it.
import { table } from "./base/table.ts";

table("dynamodb-table-protected", { deletionProtectionEnabled: false });
