// Writes to a group that Lambda makes, and keeps for ever.
import { handler } from "./base/handler.ts";

handler("lambda-function-has-log-group", { name: "lambda-function-has-log-group", loggingConfig: undefined });
