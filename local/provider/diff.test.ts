import { expect, test } from "vitest";
import { Archive, Asset, unknown, type Props } from "../engine/values.ts";
import { diffInputs } from "./diff.ts";
import { role } from "./resources/iam-role.ts";

const urn = "urn:pulumi:local::chat::aws:iam/role:Role::chat";

const diff = (oldInputs: Props, newInputs: Props) =>
  diffInputs(role, { type: role.token, urn, id: "chat", oldInputs, oldOutputs: {}, newInputs });

test("equal inputs do not differ, in whatever order their keys stand", () => {
  const one = { name: "x", tags: { a: "1", b: "2" } };
  const other = { tags: { b: "2", a: "1" }, name: "x" };
  expect(diff(one, other)).toEqual({ changes: [], replaces: [], deleteBeforeReplace: false });
});

test("what was added, changed and removed is named", () => {
  const { changes, replaces } = diff({ description: "a", tags: {} }, { description: "b", path: "/" });
  expect(changes).toEqual(["description", "path", "tags"]);
  expect(replaces).toEqual(["path"]);
});

test("a replacement waits for the old one to go when the program gave the name that both have", () => {
  expect(diff({ name: "mine", path: "/" }, { name: "mine", path: "/x/" }).deleteBeforeReplace).toBe(true);
  expect(diff({ name: "mine", path: "/" }, { name: "other", path: "/x/" }).deleteBeforeReplace).toBe(false);
});

test("a replacement with a name made here goes beside the old one", () => {
  const name = "chat-0123abc";
  expect(diff({ name, path: "/" }, { name, path: "/x/" }).deleteBeforeReplace).toBe(false);
});

test("a value that is not known differs from everything", () => {
  expect(diff({ path: "/", tags: [unknown] }, { path: unknown, tags: [unknown] })).toMatchObject({
    changes: ["path", "tags"],
    replaces: ["path"],
  });
});

test("files differ by their content, not by their place", () => {
  const asset = (path: string, hash: string) => new Asset("file", path, hash);
  const archive = (hash: string) => new Archive("file", "/x", hash);
  expect(diff({ code: asset("/a", "1") }, { code: asset("/b", "1") }).changes).toEqual([]);
  expect(diff({ code: asset("/a", "1") }, { code: asset("/a", "2") }).changes).toEqual(["code"]);
  expect(diff({ code: archive("1") }, { code: archive("2") }).changes).toEqual(["code"]);
  expect(diff({ code: archive("1") }, { code: "x" }).changes).toEqual(["code"]);
});
