import { describe, expect, test } from "vitest";
import { unknown } from "../engine/values.ts";
import { isAutonamed, withName } from "./names.ts";

const urn = "urn:pulumi:local::chat::aws:iam/role:Role::chat-send";
const rule = { property: "name", prefixProperty: "namePrefix" };
const isTaken = () => false;

describe("a resource without a name", () => {
  test("gets the logical name, a dash and seven hex digits", () => {
    expect(withName(rule, { urn, news: {}, isTaken }).name).toMatch(/^chat-send-[0-9a-f]{7}$/);
  });

  test("gets the same name each time", () => {
    expect(withName(rule, { urn, news: {}, isTaken })).toEqual(withName(rule, { urn, news: {}, isTaken }));
  });

  test("gets another name while a living resource has the first", () => {
    const { name: first } = withName(rule, { urn, news: {}, isTaken });
    const { name: second } = withName(rule, { urn, news: {}, isTaken: (name) => name === first });
    expect(second).toMatch(/^chat-send-[0-9a-f]{7}$/);
    expect(second).not.toBe(first);
  });

  test("keeps the name of the last run", () => {
    const olds = { name: "chat-send-0123abc" };
    expect(withName(rule, { urn, olds, news: {}, isTaken }).name).toBe("chat-send-0123abc");
  });

  test("does not keep a name that the program gave the last time", () => {
    const olds = { name: "mine" };
    expect(withName(rule, { urn, olds, news: {}, isTaken }).name).toMatch(/^chat-send-/);
  });

  test("begins with the prefix where one is given", () => {
    expect(withName(rule, { urn, news: { namePrefix: "x_" }, isTaken }).name).toMatch(/^x_[0-9a-f]{7}$/);
  });

  test("is not named before its prefix is known", () => {
    expect(withName(rule, { urn, news: { namePrefix: unknown }, isTaken })).not.toHaveProperty("name");
  });

  test("is named in lower case where upper case is not allowed", () => {
    const bucket = { property: "bucket", lowerCase: true };
    const request = { urn: urn.replace("chat-send", "Site"), news: {}, isTaken };
    expect(withName(bucket, request).bucket).toMatch(/^site-[0-9a-f]{7}$/);
  });

  test("is called as in the program where the name is taken over as it is", () => {
    const key = { property: "key", verbatim: true };
    expect(withName(key, { urn, news: {}, isTaken }).key).toBe("chat-send");
  });
});

test("a name the program gives stays", () => {
  expect(withName(rule, { urn, news: { name: "mine" }, isTaken })).toEqual({ name: "mine" });
});

test("a name is told apart from one the program gave", () => {
  expect(isAutonamed(rule, urn, withName(rule, { urn, news: {}, isTaken }))).toBe(true);
  expect(isAutonamed(rule, urn, { name: "mine" })).toBe(false);
});
