// What the data plane of every API works with.
import type { CloudContext } from "../../context.ts";
import type { Iam } from "../../iam/iam.ts";
import type { Lambda } from "../../lambda/lambda.ts";
import type { Logs } from "../../logs/logs.ts";
import type { Limits } from "../limits.ts";
import type { AccountQuotas } from "./account-quotas.ts";
import type { Metrics } from "./metrics.ts";

export interface Gateway {
  context: CloudContext;
  lambda: Pick<Lambda, "invoke" | "awake">;
  iam: Pick<Iam, "authenticate" | "authorize">;
  logs: Pick<Logs, "putLogEvents">;
  limits: Limits;
  quotas: AccountQuotas;
  metrics: Metrics;
}
