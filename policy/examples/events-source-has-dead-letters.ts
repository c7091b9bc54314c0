// A message that cannot be done comes back until it is lost.
import { worker } from "./base/worker.ts";

worker("events-source-has-dead-letters", { queue: { redrivePolicy: undefined } });
