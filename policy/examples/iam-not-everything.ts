// May do everything.
import { policy } from "./base/policy.ts";

policy("iam-not-everything", { Action: "*", Resource: "*" });
