import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Archive, Asset } from "../engine/values.ts";
import { readArchive, readAsset } from "./archive.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "archive-"));
  await mkdir(join(folder, "lib"));
  await writeFile(join(folder, "index.mjs"), "export {};");
  await writeFile(join(folder, "lib", "a.bin"), Buffer.from([0, 255]));
});

afterAll(() => rm(folder, { recursive: true }));

const text = (value: string) => new Asset("text", value, "");

test("an archive of assets holds each under its name, nested ones below theirs", async () => {
  const inner = new Archive("assets", { "b.txt": text("b") }, "");
  const folderArchive = new Archive("file", folder, "");
  const assets = {
    "a.txt": text("a"),
    "index.mjs": new Asset("file", join(folder, "index.mjs"), ""),
    inner,
    folderArchive,
  };
  const files = await readArchive(new Archive("assets", assets, ""));
  expect(Object.fromEntries([...files].map(([path, content]) => [path, content.toString("latin1")]))).toEqual(
    {
      "a.txt": "a",
      "index.mjs": "export {};",
      "inner/b.txt": "b",
      "folderArchive/index.mjs": "export {};",
      "folderArchive/lib/a.bin": "\x00\xff",
    },
  );
});

test("an archive file is refused by its path", async () => {
  const path = join(folder, "index.mjs");
  await expect(readArchive(new Archive("file", path, ""))).rejects.toThrow(
    `FileArchive ${path}: the local cloud does not unpack archive files; give it the folder instead`,
  );
});

test("what lies elsewhere is refused by its address", async () => {
  const uri = "https://example.com/x.zip";
  await expect(readArchive(new Archive("remote", uri, ""))).rejects.toThrow(`RemoteArchive ${uri}`);
  await expect(readAsset(new Asset("remote", uri, ""))).rejects.toThrow(`RemoteAsset ${uri}`);
});
