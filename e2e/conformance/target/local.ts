// The probe in a local cloud of its own, in this process so that its clock can be moved.
import { fileURLToPath } from "node:url";
import { Cloud } from "../../../local/cloud/cloud.ts";
import { Engine } from "../../../local/engine/engine.ts";
import { toPlain } from "../../../local/engine/secrets.ts";
import { AwsProvider } from "../../../local/provider/aws-provider.ts";
import { startBackend } from "./backend.ts";
import { readOutputs, type Target } from "./target.ts";
import { TravellingClock } from "./travelling-clock.ts";

const PROBE = fileURLToPath(new URL("../probe", import.meta.url));
const REGION = "us-east-1";

export async function startLocalTarget(): Promise<Target> {
  const clock = new TravellingClock();
  const cloud = await Cloud.start({ port: 0, host: "localhost", region: REGION, clock });
  const engine = new Engine({ provider: new AwsProvider(cloud) });
  const backend = await startBackend();
  const stop = async () => {
    await Promise.all([engine.stop(), backend.stop()]);
    await cloud.stop();
  };
  const { ok, outputs, diagnostics } = await engine.run({
    directory: PROBE,
    stack: "local",
    config: { httpBackend: backend.url },
    preview: false,
  });
  if (!ok) {
    await stop();
    throw new Error(
      `the probe was not deployed:\n${diagnostics.map(({ message, urn }) => `${urn}: ${message}`).join("\n")}`,
    );
  }
  return {
    name: "local",
    outputs: readOutputs(toPlain(outputs)),
    region: REGION,
    credentials: cloud.iam.rootCredentials,
    dynamodbEndpoint: cloud.endpoints().dynamodb,
    changed: () =>
      new Promise<void>((resolve) => {
        const forget = cloud.context.events.listen(() => {
          forget();
          resolve();
        });
      }),
    pass: async (ms) => clock.advance(ms),
    clockOffset: () => clock.offset,
    hoursPass: true,
    stop,
  };
}
