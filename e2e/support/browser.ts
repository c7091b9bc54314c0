// A real browser: the Chromium that ships inside an npm package, or the one at CHROMIUM.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packaged, { inflate } from "@sparticuz/chromium";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";

/**
 * No sandbox, since CI runs as root; and no hosts of the browser's own. The package's own list is left alone: it
 * switches web security off, and a wrong policy of the site would pass.
 */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** @param more arguments besides those */
export async function launchBrowser(more: string[] = []): Promise<Browser> {
  const { CHROMIUM } = process.env;
  const args = [...ARGUMENTS, ...more];
  if (CHROMIUM) return chromium.launch({ executablePath: CHROMIUM, args });
  const executablePath = await packaged.executablePath();
  return chromium.launch({ executablePath, args, env: await withPackagedLibraries() });
}

/** A bare machine lacks the libraries and fonts that a browser needs; the package brings those of Amazon Linux. */
async function withPackagedLibraries() {
  const libraries = await inflate(
    fileURLToPath(new URL("../bin/al2023.tar.br", import.meta.resolve("@sparticuz/chromium"))),
  );
  return {
    ...process.env,
    LD_LIBRARY_PATH: join(libraries, "lib"),
    FONTCONFIG_PATH: join(tmpdir(), "fonts"),
  };
}

export interface ObservedPage {
  page: Page;
  /** What went wrong in the page: uncaught errors, refused requests, policy violations. */
  complaints: string[];
}

/** A page in a profile of its own, as of another person. */
export async function openPage(
  browser: Browser,
  url: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<ObservedPage> {
  const page = await (await browser.newContext(options)).newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(url);
  return { page, complaints };
}

interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[];
}

/** What axe finds to violate WCAG 2.2 A and AA and its own best practices. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // Through the debugger, since the page's own policy forbids injected scripts.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
