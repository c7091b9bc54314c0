// Sockets to test with: handlers that exist, and a socket made of them.
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "vitest";
import { InvalidArgsError } from "../errors.ts";
import { deploy, folderOf } from "../testing.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import { ServerlessSocket } from "./serverless-socket.ts";

/** Paths of handlers that exist for the time of a test. */
export function handlers() {
  const source = "export const handler = async () => ({ statusCode: 200 });";
  const folder = folderOf({ "connect.ts": source, "send.ts": source });
  return { connect: `${folder}/connect.ts`, send: `${folder}/send.ts` };
}

/** Deploys a socket named `chat` with the routes `$connect` and `send`, unless the arguments say otherwise. */
export async function chat(
  args: Partial<ServerlessSocketArgs> = {},
  opts?: pulumi.ComponentResourceOptions,
  options?: Parameters<typeof deploy>[1],
) {
  const { connect, send } = handlers();
  let socket: ServerlessSocket | undefined;
  const deployment = await deploy(() => {
    socket = new ServerlessSocket("chat", { routes: { $connect: connect, send }, ...args }, opts);
  }, options);
  return { ...deployment, socket: socket! };
}

/** The message with which the arguments are refused, after making sure that nothing was registered. */
export async function refusalOf(args: ServerlessSocketArgs, name = "chat") {
  let refusal: unknown;
  const { resources } = await deploy(() => {
    try {
      new ServerlessSocket(name, args);
    } catch (error) {
      refusal = error;
    }
  });
  expect(refusal).toBeInstanceOf(InvalidArgsError);
  expect(resources).toEqual([]);
  return refusal instanceof Error ? refusal.message.replaceAll(/\/\S+components-\w+/g, "…") : "";
}
