// What visitors see of a site whose pages edges keep, from one deployment to the next.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Cloud } from "../local/cloud/cloud.ts";
import { Engine } from "../local/engine/engine.ts";
import { AwsProvider } from "../local/provider/aws-provider.ts";
import { STACK } from "../local/stack.ts";

const INVOCATION = "aws:lambda/invocation:Invocation";

const directory = path.join(import.meta.dirname, "programs/edge-cache");
const folder = mkdtempSync(path.join(tmpdir(), "edge-cache-"));

let cloud: Cloud;
let engine: Engine;
let url: string;

beforeAll(async () => {
  cloud = await Cloud.start({ port: 0, host: "localhost", region: "us-east-1" });
  engine = new Engine({ provider: new AwsProvider(cloud) });
  process.env.SITE_FOLDER = folder;
});
afterAll(async () => {
  await engine?.stop();
  await cloud?.stop();
  rmSync(folder, { recursive: true });
});

/** A site that was deployed and visited. */
beforeEach(async () => {
  write({ "index.html": "index", "about.html": "about" });
  ({ url } = (await deploy({ GREETING: "hello" })).outputs);
  for (const page of ["/", "/about.html", "/config.json"]) await look(page);
});

function write(files: Record<string, string>) {
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
}

/** Runs the program with these variables. */
async function deploy(variables: { GREETING?: string; OFF?: string } = {}) {
  Object.assign(process.env, { OFF: "", ...variables });
  const { ok, steps, outputs, diagnostics } = await engine.run({ directory, stack: STACK, preview: false });
  const changed = steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${nameOf(urn)}`);
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  return { ok, changed, errors: errors.join("\n"), outputs: { url: String(outputs.url) } };
}

const nameOf = (urn: string) => urn.split("::").slice(2).join(" ").split("$").at(-1);

/** Whether an edge had the answer, and what it says. */
async function look(page: string) {
  const response = await fetch(`${url}${page}`);
  return [response.headers.get("x-cache")?.split(" ")[0], await response.text()];
}

test("edges keep pages, and a deployment that changes nothing leaves them there", async () => {
  expect((await deploy()).changed).toEqual([]);
  expect(await look("/")).toEqual(["Hit", "index"]);
  expect(await look("/rooms/lobby")).toEqual(["Hit", "index"]);
});

test("a deployment shows what it changed at once, and edges keep the rest", async () => {
  write({ "about.html": "changed" });
  expect(await deploy({ GREETING: "good morning" })).toMatchObject({ ok: true });
  expect(await look("/about.html")).toEqual(["Miss", "changed"]);
  expect(await look("/config.json")).toEqual(["Miss", '{"greeting":"good morning"}']);
  expect(await look("/")).toEqual(["Hit", "index"]);
});

test("a change of the application shows at each of its addresses", async () => {
  write({ "index.html": "changed" });
  const { changed } = await deploy();
  expect(changed).toEqual([
    "update aws:s3/bucketObjectv2:BucketObjectv2 site/index.html",
    `update ${INVOCATION} site`,
  ]);
  expect(await look("/rooms/lobby")).toEqual(["Miss", "changed"]);
  expect(await look("/")).toEqual(["Hit", "changed"]);
});

test("without the grant a deployment fails and says which; the next one leaves pages as they are", async () => {
  write({ "about.html": "changed" });
  const { ok, errors } = await deploy({ OFF: "grant" });
  expect(ok).toBe(false);
  expect(errors).toMatch(/invoking Lambda Function \(edge-cache-local-site-invalidation\)/);
  expect(errors).toMatch(/AccessDenied.*not authorized to perform: cloudfront:CreateInvalidation/);
  expect(await look("/about.html")).toEqual(["Hit", "about"]);
  expect(await deploy()).toMatchObject({ ok: true });
  expect(await look("/about.html")).toEqual(["Hit", "about"]);
});

test("a site whose edges are to keep nothing any more is fresh everywhere", async () => {
  write({ "about.html": "changed" });
  const { changed } = await deploy({ OFF: "cache" });
  expect(changed).toContain(`delete ${INVOCATION} site`);
  expect(await look("/about.html")).toEqual(["Miss", "changed"]);
  expect((await look("/"))[0]).toBe("Miss");
});
