// Nobody sees where the time goes.
import { handler } from "./base/handler.ts";

handler("lambda-function-traces", { tracingConfig: { mode: "PassThrough" } });
