// Keeps the rows of clients that are long gone.
import { table } from "./base/table.ts";

table("dynamodb-table-expires-items", { ttl: undefined });
