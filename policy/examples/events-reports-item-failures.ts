// One message that fails has nine others done again.
import { worker } from "./base/worker.ts";

worker("events-reports-item-failures", { source: { functionResponseTypes: [] } });
