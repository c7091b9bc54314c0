// Which cache behaviour takes a request, and what it lets through.
import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import { compile, text } from "../iam/policy/pattern.ts";
import type { CacheBehavior } from "./config.ts";
import { textAnswer, type Answer } from "./respond.ts";

/** `*` stands for any run of characters, `?` for one; a leading slash may be left out. */
export function matchesPath(pattern: string, path: string) {
  const matches = compile(`/${pattern.replace(/^\//, "")}`, { variables: false }, text({ wildcards: true }));
  return matches(path, () => undefined);
}

/** The checks of a cache behaviour that come before anything runs. */
export function refuse(request: IncomingMessage, behavior: CacheBehavior): Answer | undefined {
  const secure = request.socket instanceof TLSSocket;
  if (!secure && behavior.viewerProtocolPolicy === "redirect-to-https") {
    const location = `https://${request.headers.host}${request.url}`;
    return { status: 301, headers: { location, server: "CloudFront" }, body: Buffer.alloc(0) };
  }
  if (!secure && behavior.viewerProtocolPolicy === "https-only") {
    return textAnswer(403, "This distribution answers HTTPS requests only.\n");
  }
  if (!behavior.allowedMethods.includes(request.method ?? "")) {
    return textAnswer(403, `This distribution is not configured to allow the method ${request.method}.\n`);
  }
  return undefined;
}
