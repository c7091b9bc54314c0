// What the deployment tells the page at run time, so that one build serves every stack.
import * as v from "valibot";
import { RefusedError } from "./connection/errors.ts";

const siteConfig = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ socketUrl: v.pipe(v.string(), v.regex(/^wss?:\/\//)) }),
);

/**
 * Reads the WebSocket address from `/config.json`.
 * @throws RefusedError when the deployment wrote none or no good one; any other error may pass
 */
export async function socketUrl(): Promise<string> {
  const response = await fetch("/config.json", { cache: "no-cache" });
  const { ok, status } = response;
  if (status >= 500) throw new Error(`/config.json was answered with ${status}.`);
  const config = v.safeParse(siteConfig, ok ? await response.text() : "");
  if (config.success) return config.output.socketUrl;
  const fault = ok ? "names no socketUrl that starts with ws:// or wss://" : `is missing (${status})`;
  throw new RefusedError(`/config.json ${fault}. Deploy the site again, then try once more.`);
}
