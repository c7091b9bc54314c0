// What of a site counts as changed.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { folderOf, valueOf } from "../testing.ts";
import { filesIn } from "./content.ts";
import { digestsOf } from "./digests.ts";

const BUILD = { "index.html": "<!doctype html>", "about.html": "<p>about", "assets/index-BxQ3_a-9.js": "1" };

/** The keys under which a site with these files and arguments has something else than the one above. */
async function changes(files: Record<string, string>, args: Parameters<typeof digestsOf>[1] = {}) {
  const edgeCache = { seconds: 600 };
  const before = digestsOf(filesIn(folderOf(BUILD)), { edgeCache, config: { a: 1 } });
  const after = digestsOf(filesIn(folderOf(files)), { edgeCache, config: { a: 1 }, ...args });
  const [old, now] = [await valueOf(pulumi.output(before)), await valueOf(pulumi.output(after))];
  return Object.keys({ ...old, ...now }).filter((key) => old[key] !== now[key]);
}

test("the same files elsewhere are the same", async () => {
  expect(await changes(BUILD)).toEqual([]);
});

test("a page with another content counts, and one that is new", async () => {
  expect(await changes({ ...BUILD, "about.html": "<p>new", "new.html": "" })).toEqual([
    "about.html",
    "new.html",
  ]);
});

test("a file with a hash in its name does not count", async () => {
  expect(await changes({ ...BUILD, "assets/index-D0cT7k2_.js": "2" })).toEqual([]);
});

test("config.json counts, though it is known only once the stack is there", async () => {
  const later = <T>(value: T) => pulumi.output(Promise.resolve(value));
  expect(await changes(BUILD, { config: { a: later(1) } })).toEqual([]);
  expect(await changes(BUILD, { config: { a: later(2) } })).toEqual(["config.json"]);
});

test("the time for which edges keep a file counts for every file", async () => {
  const edgeCache = { seconds: 60 };
  expect(await changes(BUILD, { edgeCache })).toEqual(["about.html", "index.html", "config.json"]);
});
