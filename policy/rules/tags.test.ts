import { expect, test } from "vitest";
import { describeRule } from "../testing/describe-rule.ts";
import { argsOf } from "../testing/judge.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import { resourcesAreTagged } from "./tags.ts";
import { ROUTE, TABLE } from "./types.ts";

const table = (props: Record<string, unknown>) => [resource(TABLE, props)];

describeRule(resourcesAreTagged, {
  compliant: {
    "both tags": table({ tags: { project: "chat", stack: "prod" } }),
    "a tag whose value a preview does not know": table({ tags: { project: "chat", stack: UNKNOWN } }),
    "a type without tags": [resource(ROUTE)],
  },
  violating: { "one of two": table({ tags: { project: "chat" } }), "no tags": table({}) },
  unknown: { "tags that are not known": table({ tags: UNKNOWN }) },
  configured: {
    "keys of a house": {
      config: { keys: ["team"] },
      resources: table({ tags: { team: "chat" } }),
      violates: false,
    },
  },
});

const remedied = (type: string, props: object, config: object) =>
  resourcesAreTagged.remediateResource?.(argsOf(resource(type, { ...props }), config));

test("its remediation adds the tags of the config that are missing, and changes none", () => {
  const config = { values: { team: "chat", stack: "prod" } };
  expect(remedied(TABLE, { tags: { team: "ops" } }, config)).toEqual({
    tags: { team: "ops", stack: "prod" },
  });
});

test("its remediation leaves alone what has the tags, what takes none, and everything without a config", () => {
  const config = { values: { team: "chat" } };
  expect(remedied(TABLE, { tags: { team: "ops" } }, config)).toBeUndefined();
  expect(remedied(ROUTE, {}, config)).toBeUndefined();
  expect(remedied(TABLE, {}, {})).toBeUndefined();
});
