// A message is given out again while it is being worked on.
import { worker } from "./base/worker.ts";

worker("events-visibility-outlasts-function", { queue: { visibilityTimeoutSeconds: 10 } });
