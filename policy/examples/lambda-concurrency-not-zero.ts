// Refuses every call.
import { handler } from "./base/handler.ts";

handler("lambda-concurrency-not-zero", { reservedConcurrentExecutions: 0 });
