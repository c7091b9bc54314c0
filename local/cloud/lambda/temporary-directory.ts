// What stands in for /tmp in one execution environment, whose processes all find it in TMPDIR.
import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { CloudContext } from "../context.ts";

/** @param logStreamName tells environments apart */
export function createTemporaryDirectory({ directory }: CloudContext, logStreamName: string) {
  const path = join(directory, "tmp", basename(logStreamName));
  mkdirSync(path, { recursive: true });
  return {
    path,
    async remove() {
      // What a function made undeletable goes with the cloud's own folder.
      await rm(path, { recursive: true, force: true }).catch(() => {});
    },
  };
}
