// Tags, as far as AWS takes them.
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./errors.ts";
import { isUnknown } from "./unknown.ts";

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const KEY = { most: 128, reserved: /^aws:/i };
const MAX_VALUE = 256;
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Tags that most resources take. Objects in S3 take ten. */
const MAX_TAGS = 50;

/** @param most how many there may be, less where one of the children takes fewer */
export function tagProblems(
  tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
  most = MAX_TAGS,
): Problem[] {
  if (tags === undefined || isUnknown(tags)) return [];
  const all = Object.entries(tags);
  const problems = all.flatMap(([key, value]) => oneTag(key, value));
  if (all.length > most) {
    const wrong = `there are ${all.length}, and AWS takes ${most}`;
    problems.push({ argument: "tags", wrong, remedy: "Leave out what nobody looks for" });
  }
  return problems;
}

function oneTag(key: string, value: pulumi.Input<string>): Problem[] {
  const argument = `tags[${JSON.stringify(key)}]`;
  if (KEY.reserved.test(key)) {
    return [{ argument, wrong: "AWS keeps keys with aws: for itself", remedy: "Choose another key" }];
  }
  const isKey = key.length >= 1 && key.length <= KEY.most && CHARACTERS.test(key);
  const isValue = typeof value !== "string" || (value.length <= MAX_VALUE && CHARACTERS.test(value));
  if (isKey && isValue) return [];
  const wrong = `AWS takes 1 to ${KEY.most} characters as key and up to ${MAX_VALUE} as value, letters, digits, blanks and _.:/=+-@`;
  return [{ argument, value, wrong, remedy: "Shorten it, or leave other characters out" }];
}
