// Keeps what people write as it is.
import { worker } from "./base/worker.ts";

worker("sqs-queue-encrypted", { queue: { sqsManagedSseEnabled: false } });
