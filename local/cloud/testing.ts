// A context for tests of services: any free port, a clock that only moves when told, the same chance every time.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CloudContext } from "./context.ts";
import { type CloudEvent, Events } from "./events.ts";
import { FakeClock } from "./fake-clock.ts";
import { createCertificate } from "./http/certificate.ts";
import { Ports } from "./http/ports.ts";
import { seededRandom } from "./random.ts";

export interface TestContext extends CloudContext {
  clock: FakeClock;
  /** Everything emitted so far. */
  seen: CloudEvent[];
  dispose(): Promise<void>;
}

/** @param seed what chance comes from: the same ids and keys for the same seed */
export async function createTestContext(seed = "test"): Promise<TestContext> {
  const directory = await mkdtemp(join(tmpdir(), "serverless-socket-test-"));
  const events = new Events();
  const seen: CloudEvent[] = [];
  events.listen((event) => seen.push(event));
  return {
    clock: new FakeClock(),
    random: seededRandom(seed),
    events,
    seen,
    accountId: "000000000000",
    region: "us-east-1",
    partition: "aws",
    host: "localhost",
    ports: new Ports(0, "localhost"),
    certificate: await createCertificate("localhost"),
    directory,
    dispose: () => rm(directory, { recursive: true, force: true }),
  };
}
