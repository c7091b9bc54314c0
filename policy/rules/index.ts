// Every rule of the pack, by family.
import type { Policies } from "@pulumi/policy";
import { tableExpiresItems } from "./dynamodb.ts";
import { permissionNamesItsSource } from "./lambda.ts";
import { logGroupForgets } from "./logs.ts";
import { apiHasLifecycleRoutes, stageThrottles } from "./websocket.ts";

export const rules: Policies = [
  apiHasLifecycleRoutes,
  stageThrottles,
  permissionNamesItsSource,
  tableExpiresItems,
  logGroupForgets,
];
