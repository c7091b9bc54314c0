// The cloud that Pulumi deploys to, in this process: its provider is served, its resources are kept until it ends.
import { join, resolve } from "node:path";
import { jsonPrinter, textPrinter } from "../cli/printer.ts";
import type { Lifetime } from "../cli/lifetime.ts";
import { Cloud } from "../cloud/cloud.ts";
import { readYaml } from "../engine/yaml-file.ts";
import { AwsProvider } from "../provider/aws-provider.ts";
import { serveProvider } from "../provider/grpc/provider-server.ts";
import { writeRunFile } from "../run-file.ts";
import { regionOf, STACK } from "../stack.ts";
import { cloudFilePath, type CloudFile } from "./cloud-file.ts";

export interface CloudSettings {
  port: number;
  host: string;
  data?: string;
  dynamodb?: string;
  json: boolean;
}

/**
 * Resolves when the provider takes calls; everything ends with `lifetime`.
 * @param directory the program's, which has the stack's config
 * @throws PortBusyError
 */
export async function keepCloud(directory: string, settings: CloudSettings, lifetime: Lifetime) {
  const { port, host, data, dynamodb, json } = settings;
  const cloud = await Cloud.start({
    ...{ port, host, region: stackRegion(directory) },
    ...(data && { dataDirectory: resolve(directory, data) }),
    ...(dynamodb && { dynamodbEndpoint: dynamodb }),
  });
  const provider = await serveProvider(new AwsProvider(cloud));
  // Last of all, since who waits for the end waits for this port to close.
  await lifetime.onEnd(provider.stop);
  await lifetime.onEnd(() => cloud.stop());
  const file: CloudFile = {
    pid: process.pid,
    providerPort: provider.port,
    endpoints: cloud.endpoints(),
    region: cloud.context.region,
    credentials: cloud.iam.rootCredentials,
  };
  await lifetime.onEnd(writeRunFile(cloudFilePath(directory), file));
  cloud.context.events.listen((json ? jsonPrinter() : textPrinter()).event);
}

/** As the stack's file says; the rest of the config is for Pulumi to read. */
function stackRegion(directory: string): string {
  const config = readYaml(join(directory, `Pulumi.${STACK}.yaml`))?.config as
    Record<string, unknown> | undefined;
  const region = config?.["aws:region"];
  return regionOf(typeof region === "string" ? region : undefined);
}
