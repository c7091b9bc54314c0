// A provider on a cloud of its own, and the calls of an engine, for tests.
import { Cloud } from "../cloud/cloud.ts";
import { clientSettings } from "../cloud/front-door/testing.ts";
import { FakeClock } from "../cloud/fake-clock.ts";
import { seededRandom } from "../cloud/random.ts";
import type { Props } from "../engine/values.ts";
import { AwsProvider } from "./aws-provider.ts";
import type { CheckFailure } from "./provider.ts";

export interface Made {
  id: string;
  inputs: Props;
  outputs: Props;
}

/** Type and URN of a resource in the stack `local` of the project `chat`. */
export const subject = (type: string, name: string) => ({
  type,
  urn: `urn:pulumi:local::chat::${type}::${name}`,
});

/** @param seed what the cloud's chance comes from */
export async function startTestProvider(seed: string) {
  const cloud = await Cloud.start({
    ...{ port: 0, host: "localhost", region: "us-east-1" },
    ...{ clock: new FakeClock(), random: seededRandom(seed) },
  });
  const provider = new AwsProvider(cloud);
  const check = async (type: string, name: string, news: Props, olds?: Props) => {
    const answer = await provider.check({ ...subject(type, name), olds, news, preview: false });
    if (answer.failures.length > 0) throw new Error(answer.failures.map(inWords).join("\n"));
    return answer.inputs;
  };
  return {
    cloud,
    provider,
    /** Settings of a client of the SDK that changes things behind the provider's back. */
    client: () => clientSettings(cloud.context, cloud.frontDoor, cloud.iam.rootCredentials),
    /** @throws Error with every failure of the check */
    async create(type: string, name: string, news: Props): Promise<Made> {
      const inputs = await check(type, name, news);
      return { inputs, ...(await provider.create({ ...subject(type, name), inputs, preview: false })) };
    },
    async update(type: string, name: string, old: Made, news: Props): Promise<Made> {
      const inputs = await check(type, name, news, old.inputs);
      const places = { id: old.id, oldInputs: old.inputs, oldOutputs: old.outputs };
      const { outputs } = await provider.update({
        ...subject(type, name),
        ...places,
        inputs,
        preview: false,
      });
      return { id: old.id, inputs, outputs };
    },
    remove: (type: string, name: string, { id, outputs }: Made) =>
      provider.delete({ ...subject(type, name), id, outputs }),
  };
}

const inWords = ({ property, reason }: CheckFailure) => `${property}: ${reason}`;
