// What the data plane of every API works with.
import type { CloudContext } from "../../context.ts";
import type { Iam } from "../../iam/iam.ts";
import type { Lambda } from "../../lambda/lambda.ts";
import type { Account } from "../account.ts";
import type { UsagePlans } from "../control-plane/usage-plans.ts";
import type { Limits } from "../limits.ts";
import type { AccountQuotas } from "./account-quotas.ts";
import type { Metrics } from "./metrics.ts";

export interface Gateway {
  context: CloudContext;
  lambda: Pick<Lambda, "invoke" | "awake">;
  iam: Pick<Iam, "authenticate" | "authorize">;
  account: Pick<Account, "log">;
  usagePlans: Pick<UsagePlans, "admits">;
  limits: Limits;
  quotas: AccountQuotas;
  metrics: Metrics;
}
