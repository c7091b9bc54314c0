// What the data plane of every API works with.
import type { CloudContext } from "../../context.ts";
import type { Iam } from "../../iam/iam.ts";
import type { Lambda } from "../../lambda/lambda.ts";
import type { Limits } from "../limits.ts";
import type { AccountQuotas } from "./account-quotas.ts";

export interface Gateway {
  context: CloudContext;
  lambda: Pick<Lambda, "invoke" | "awake">;
  iam: Pick<Iam, "authenticate" | "authorize">;
  limits: Limits;
  quotas: AccountQuotas;
}
