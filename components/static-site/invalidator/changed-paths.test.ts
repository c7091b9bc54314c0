import { expect, test } from "vitest";
import { changedPaths } from "./changed-paths.ts";

const before = { "about.html": "1", "config.json": "1", "favicon.svg": "1", "index.html": "1" };

test.each([
  ["nothing changed", before, []],
  ["a page changed", { ...before, "about.html": "2" }, ["/about.html"]],
  ["the page at the root changed", { ...before, "index.html": "2" }, ["/", "/index.html"]],
  ["a file was added", { ...before, "a.txt": "1" }, ["/a.txt"]],
  [
    "files were removed and changed",
    { "about.html": "1", "config.json": "2", "index.html": "1" },
    ["/config.json", "/favicon.svg"],
  ],
])("when %s", (_what, after, paths) => {
  expect(changedPaths(before, after)).toEqual(paths);
});

test("paths are written as browsers write them", () => {
  const keys = ["a b.html", "café/100%.html", "q?#[1].html", "~me/@you,(it)!.html"];
  const after = Object.fromEntries(keys.map((key) => [key, "1"]));
  const asBrowsersDo = keys.map((key) => {
    const url = new URL("http://site");
    url.pathname = key.replaceAll("%", "%25");
    return url.pathname;
  });
  expect(asBrowsersDo).toContain("/caf%C3%A9/100%25.html");
  expect(changedPaths({}, after)).toEqual([
    ...["/a%20b.html", "/caf%C3%A9/100%25.html", "/q%3F%23%5B1%5D.html", "/~me/@you,(it)!.html"],
  ]);
});

const pages = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.html`, "1"]));

test("a hundred paths are named, more are everything", () => {
  expect(changedPaths({}, pages(100))).toHaveLength(100);
  expect(changedPaths({}, pages(101))).toEqual(["/*"]);
});
