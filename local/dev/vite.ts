// The site from its Vite sources, with hot reload, in place of the built files in the bucket.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { OriginOverride } from "../cloud/cloudfront/distribution.ts";
import { freePort } from "../cloud/http/free-port.ts";

export interface ViteSite {
  override: OriginOverride;
  stop(): Promise<void>;
}

/** @param directory the Vite project */
export async function startVite(directory: string): Promise<ViteSite> {
  const { createServer } = await import("vite");
  const server = await createServer({
    root: directory,
    server: { middlewareMode: true, hmr: { port: await freePort("localhost") } },
    logLevel: "warn",
    clearScreen: false,
  });
  return {
    override: (request, response, next) =>
      isViteFile(directory, request.url ?? "/") ? server.middlewares(request, response, next) : next(),
    stop: () => server.close(),
  };
}

/** Pages, Vite's own modules and files of the project; what else there is comes from the bucket. */
function isViteFile(directory: string, url: string) {
  const { pathname } = new URL(url, "http://site");
  const ownModule = /^\/(@|node_modules\/|\.\.)/.test(pathname);
  const page = !pathname.split("/").at(-1)?.includes(".");
  return (
    ownModule ||
    page ||
    existsSync(join(directory, pathname)) ||
    existsSync(join(directory, "public", pathname))
  );
}
