// `$default`: takes what no other route takes, and says why that is.
import { parseAction, unknownAction } from "../protocol/parse-client-frame.ts";
import { withFrames } from "./adapters/replies.ts";
import { jsonLog } from "./adapters/system.ts";
import type { Log } from "./domain/ports.ts";

/** The route over the given ports. */
export function defaultRoute(ports: { log: Log }) {
  return withFrames(ports.log, async ({ body }) => {
    const action = parseAction(body);
    throw unknownAction(action);
  });
}

export const handler = defaultRoute({ log: jsonLog });
