// May read every table.
import { policy } from "./base/policy.ts";

policy("iam-names-resources", { Action: "dynamodb:GetItem", Resource: "*" });
