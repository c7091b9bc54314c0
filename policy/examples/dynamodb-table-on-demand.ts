// Throttles when everybody reconnects.
import { table } from "./base/table.ts";

table("dynamodb-table-on-demand", { billingMode: "PROVISIONED", readCapacity: 5, writeCapacity: 5 });
