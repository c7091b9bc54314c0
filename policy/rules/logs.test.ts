import { expect, test } from "vitest";
import { describeRule } from "../testing/describe-rule.ts";
import { argsOf } from "../testing/judge.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import { logGroupForgets } from "./logs.ts";
import { LOG_GROUP, TABLE } from "./types.ts";

const group = (props: Record<string, unknown>) => [resource(LOG_GROUP, props)];

describeRule(logGroupForgets, {
  compliant: { "a fortnight": group({ retentionInDays: 14 }), "another type": [resource(TABLE)] },
  violating: { "for ever": group({ retentionInDays: 0 }), "nothing said": group({}) },
  unknown: { "a number that is not known": group({ retentionInDays: UNKNOWN }) },
});

const remedied = (type: string, props: object, config: object = {}) =>
  logGroupForgets.remediateResource?.(argsOf(resource(type, { ...props }), config));

test("its remediation sets a month, or what the config says, where nothing is set", () => {
  expect(remedied(LOG_GROUP, { name: "a" })).toEqual({ name: "a", retentionInDays: 30 });
  expect(remedied(LOG_GROUP, {}, { retentionInDays: 7 })).toEqual({ retentionInDays: 7 });
});

test("its remediation leaves alone what complies, and other types", () => {
  expect(remedied(LOG_GROUP, { retentionInDays: 1 })).toBeUndefined();
  expect(remedied(TABLE, {})).toBeUndefined();
});
