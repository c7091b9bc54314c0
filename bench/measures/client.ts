// What a browser loads before the chat shows, as a CDN sends it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSite } from "../../local/site-build.ts";
import type { Table } from "../report/table.ts";
import type { Run } from "../run.ts";
import { gzipped } from "../support/gzipped.ts";
import { repository } from "../support/paths.ts";

const SITE = join(repository, "frontend", "dist");

/** Bytes of compressed JavaScript that the client has to stay below. */
const SCRIPT_GOAL = 45_000;

const SCRIPT = /<script[^>]*\ssrc="\/([^"]+)"|<link[^>]*rel="modulepreload"[^>]*href="\/([^"]+)"/g;
const STYLE = /<link[^>]*rel="stylesheet"[^>]*href="\/([^"]+)"/g;

export async function measureClient(run: Run): Promise<Table[]> {
  run.say("client: build of the site");
  await run.during(({ signal }) => buildSite(repository, signal));
  const page = readFileSync(join(SITE, "index.html"), "utf8");
  const files = { HTML: ["index.html"], JavaScript: named(page, SCRIPT), CSS: named(page, STYLE) };
  const rows = Object.entries(files).map(([name, paths]) => {
    const contents = paths.map((path) => readFileSync(join(SITE, path)));
    const bytes = contents.reduce((sum, content) => sum + content.length, 0);
    const compressed = contents.reduce((sum, content) => sum + gzipped(content), 0);
    const goal = name === "JavaScript" ? [SCRIPT_GOAL] : [];
    return { name, samples: [[paths.length], [bytes], [compressed], goal] };
  });
  const about = "What the built index.html loads before anything else.";
  const columns = ["files", "bytes", "bytes, gzip -9", "goal: below"].map((title) => ({ title }));
  return [{ title: "First load of the client", about, columns, rows }];
}

const named = (page: string, pattern: RegExp) =>
  [...page.matchAll(pattern)].map((match) => match.slice(1).find((path) => path !== undefined) ?? "");
