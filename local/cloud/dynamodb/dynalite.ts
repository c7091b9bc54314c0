// dynalite: DynamoDB on LevelDB in JavaScript, run in this process. For platforms without a dynoxide binary.
// https://github.com/architect/dynalite
import { createRequire } from "node:module";
import dynalite from "dynalite";
import { listen } from "../http/listen.ts";
import type { Engine } from "./engine.ts";
import { EngineConnection } from "./engine-connection.ts";

const { version } = createRequire(import.meta.url)("dynalite/package.json") as { version: string };

/** @param path folder of its database; in memory without it */
export async function startDynalite(path?: string): Promise<Engine> {
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  // Never close a connection that the next call is about to use.
  server.keepAliveTimeout = 0;
  const port = await listen(server, 0, "127.0.0.1");
  const connection = new EngineConnection(port);
  return {
    name: `dynalite ${version}`,
    remedy: "dynoxide can: put its binary on PATH, or give another endpoint by --dynamodb URL",
    lacks: { oldItemOnFailedCondition: true, streams: true, indexUpdates: true },
    send: (target, body) => connection.send(target, body),
    async stop() {
      connection.close();
      await new Promise<void>((resolve, reject) =>
        server.close((error) => (error ? reject(error) : resolve())),
      );
    },
  };
}
