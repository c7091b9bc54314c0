// May decrypt with every key.
import { policy } from "./base/policy.ts";

policy("iam-decrypt-scoped", { Action: "kms:Decrypt", Resource: "*" });
