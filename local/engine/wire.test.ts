import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { specialResourceSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { afterAll, describe, expect, test } from "vitest";
import { canonical, digest } from "./canonical.ts";
import { toArchive, toAsset } from "./assets.ts";
import { Archive, Asset, ResourceReference, Secret, unknown } from "./values.ts";
import type { PropValue } from "./values.ts";
import { decode, encode } from "./wire.ts";

const directory = mkdtempSync(join(tmpdir(), "wire-test-"));
afterAll(() => rmSync(directory, { recursive: true }));

function write(name: string, text: string) {
  writeFileSync(join(directory, name), text);
  return name;
}

describe("values", () => {
  test("come through the wire as they were", () => {
    const text = toAsset({ text: "hello" }, directory);
    const file = toAsset({ path: write("file.txt", "hello") }, directory);
    const props = {
      plain: [null, true, 1.5, "text", { deep: {} }],
      unknown,
      secret: new Secret({ inside: [unknown] }),
      text,
      file,
      remote: toAsset({ uri: "https://example.com/file" }, directory),
      folder: toArchive({ path: "." }, directory),
      archive: toArchive({ assets: { "a.txt": text, "b.txt": file } }, directory),
      resource: new ResourceReference("urn:pulumi:s::p::t::n", "id"),
      unmade: new ResourceReference("urn:pulumi:s::p::t::n", unknown),
      component: new ResourceReference("urn:pulumi:s::p::t::n", undefined),
    };
    expect(decode(encode(props), directory)).toEqual(props);
    expect(decode(undefined, directory)).toEqual({});
  });

  test("name a file by its absolute path and keep the hash of what is in it", () => {
    const path = write("handler.mjs", "one");
    const before = toAsset({ path }, directory);
    expect(before.value).toBe(join(directory, "handler.mjs"));
    write("handler.mjs", "two");
    expect(toAsset({ path }, directory).hash).not.toBe(before.hash);
  });

  test.each<[string, Record<string, JavaScriptValue>]>([
    ["FileAsset", { path: "missing.txt" }],
    ["unknown signature none", { [specialSigKey]: "none" }],
  ])("that cannot be are told: %s", (message, fields) => {
    const asset = { [specialSigKey]: "c44067f5952c0a294b673a41bacd8c17", ...fields };
    expect(() => decode(struct.Struct.fromJavaScript({ asset }), directory)).toThrow(message);
  });

  test("of a resource that is not there yet have an unknown id", () => {
    const resource = { [specialSigKey]: specialResourceSig, urn: "urn", id: "" };
    expect(decode(struct.Struct.fromJavaScript({ resource }), directory)).toEqual({
      resource: new ResourceReference("urn", unknown),
    });
  });
});

describe("the canonical text", () => {
  test("is the same for equal values, whatever the order of their keys and the place of their files", () => {
    const text = toAsset({ text: "same" }, directory);
    const file = toAsset({ path: write("same.txt", "same") }, directory);
    expect(canonical({ a: text, b: [unknown, null] })).toBe(canonical({ b: [unknown, null], a: file }));
    expect(digest({ a: 1 })).toMatch(/^[0-9a-f]{12}$/);
  });

  test("tells apart what is not the same", () => {
    const values: PropValue[] = [
      unknown,
      null,
      "",
      "unknown",
      { unknown: true },
      new Secret("x"),
      "x",
      new Asset("text", "x", "h1"),
      new Archive("assets", {}, "h1"),
      new ResourceReference("u", "x"),
      [],
      {},
    ];
    expect(new Set(values.map(canonical)).size).toBe(values.length);
  });
});
