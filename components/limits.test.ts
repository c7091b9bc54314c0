// What every component refuses: names, sizes, tags and days that AWS does not take.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { retentionProblems, sizeProblems } from "./limits.ts";
import { functionNameProblems, componentNameProblems } from "./names.ts";
import { tagProblems } from "./tags.ts";

const tags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, "value"]));

test.each([
  ["memory below Lambda's least", sizeProblems({ memory: 127 })],
  ["memory above Lambda's most", sizeProblems({ memory: 10_241 })],
  ["a timeout above Lambda's most", sizeProblems({ timeout: 901 })],
  ["text where a number belongs", sizeProblems({ timeout: "10" })],
  ["days that CloudWatch does not know", retentionProblems("logRetentionDays", 42)],
  ["logs that are kept forever", retentionProblems("logRetentionDays", 0)],
  ["an empty name", componentNameProblems("")],
  ["a name with a dot", componentNameProblems("chat.v1")],
  ["a name with a letter that AWS does not take", componentNameProblems("plauderstübchen")],
  ["a name that is too long for a role once Pulumi has added to it", componentNameProblems("c".repeat(56))],
  ["a name that is too long for a function with project and stack", functionNameProblems("c".repeat(51))],
  ["a tag that AWS keeps for itself", tagProblems({ "aws:owner": "me" })],
  ["a tag without a key", tagProblems({ "": "me" })],
  ["a tag with a value that is too long", tagProblems({ owner: "m".repeat(257) })],
  ["a tag with a character that AWS does not take", tagProblems({ owner: "me & you" })],
  ["more tags than resources take", tagProblems(tags(51))],
  ["more tags than objects of S3 take", tagProblems(tags(11), 10)],
])("one problem is %s", (_mistake, problems) => {
  expect(problems).toHaveLength(1);
});

test.each([
  ["the least and the most that AWS takes", sizeProblems({ memory: 128, timeout: 900 })],
  ["what is not known yet", sizeProblems({ memory: pulumi.output(1), timeout: Promise.resolve(0) })],
  ["days that are not known yet", retentionProblems("logRetentionDays", pulumi.output(42))],
  ["the longest names", [...componentNameProblems("c".repeat(55)), ...functionNameProblems("c".repeat(50))]],
  ["tags in any language", tagProblems({ "größe/team": "Ärzte + Co. @ 5" })],
  ["tags that are not known yet", tagProblems(pulumi.output({ "aws:owner": "me" }))],
  ["a tag whose value is not known yet", tagProblems({ owner: pulumi.output("") })],
])("no problem are %s", (_case, problems) => {
  expect(problems).toEqual([]);
});
