// The in-process engine, as `npm start` uses it, on a cloud of its own.
import { Cloud } from "../../../local/cloud/cloud.ts";
import { Engine } from "../../../local/engine/engine.ts";
import { AwsProvider } from "../../../local/provider/aws-provider.ts";
import { STACK } from "../../../local/stack.ts";
import type { Runner } from "./runner.ts";
import { toJson, type RawRun } from "./record.ts";
import { Witness } from "./witness.ts";
import type { Workspace } from "./workspace.ts";

export async function startInProcess({ directory }: Workspace): Promise<Runner> {
  const cloud = await Cloud.start({ port: 0, host: "localhost", region: "us-east-1" });
  const witness = new Witness(new AwsProvider(cloud));
  const engine = new Engine({ provider: witness.provider });
  return {
    cloud,
    async run(): Promise<RawRun> {
      const result = await engine.run({ directory, stack: STACK, preview: false });
      return {
        ok: result.ok,
        operations: result.steps,
        calls: witness.take(),
        resources: result.resources.map(({ options, inputs, outputs, ...resource }) => ({
          ...{ urn: resource.urn, id: resource.id, custom: resource.custom, external: resource.external },
          ...(resource.parent !== undefined && { parent: resource.parent }),
          ...{ protect: options.protect, retainOnDelete: options.retainOnDelete },
          ...{ inputs: toJson(inputs), outputs: toJson(outputs) },
          ...{ dependencies: resource.dependencies, propertyDependencies: resource.propertyDependencies },
          initErrors: resource.initErrors,
        })),
        outputs: toJson(result.outputs),
        errors: result.diagnostics
          .filter(({ severity }) => severity === "error")
          .map(({ message }) => message),
      };
    },
    async stop() {
      await engine.stop();
      await cloud.stop();
    },
  };
}
