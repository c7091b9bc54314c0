// The operators of conditions: how each compares a value of the policy with one of the request.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
import { BlockList, isIP } from "node:net";
import { malformedPolicy } from "../errors.ts";
import { arnLike } from "./arn-pattern.ts";
import { type Build, compile, type Matcher, type PatternOptions, text } from "./pattern.ts";
import { Undecidable } from "./undecidable.ts";

export interface Operator {
  /** A value of the policy, ready to be compared. @throws AwsError MalformedPolicyDocument */
  matcher(expected: string, options: PatternOptions): Matcher;
  /** True when none of the policy's values may match. */
  negated: boolean;
}

/** How a socket that takes both families writes an IPv4 address. */
const MAPPED = /^::ffff:(?=\d+\.)/;

type Order = (actual: number, expected: number) => boolean;

const ORDERS: Record<string, Order> = {
  LessThan: (actual, expected) => actual < expected,
  LessThanEquals: (actual, expected) => actual <= expected,
  GreaterThan: (actual, expected) => actual > expected,
  GreaterThanEquals: (actual, expected) => actual >= expected,
};

export const operators = new Map<string, Operator>([
  ...pair("StringEquals", "StringNotEquals", pattern(text({ wildcards: false }))),
  ...pair(
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    pattern(text({ wildcards: false, ignoreCase: true })),
  ),
  ...pair("StringLike", "StringNotLike", pattern(text({ wildcards: true }))),
  ...pair("ArnLike", "ArnNotLike", pattern(arnLike)),
  ...pair("ArnEquals", "ArnNotEquals", pattern(arnLike)),
  ...pair("IpAddress", "NotIpAddress", ipAddress),
  ...pair("NumericEquals", "NumericNotEquals", ordered("NumericEquals", number, Object.is)),
  ...pair("DateEquals", "DateNotEquals", ordered("DateEquals", date, Object.is)),
  ...Object.entries(ORDERS).flatMap(([name, order]) => [
    single(`Numeric${name}`, ordered(`Numeric${name}`, number, order)),
    single(`Date${name}`, ordered(`Date${name}`, date, order)),
  ]),
  single("Bool", (expected) => {
    const wanted = expected.toLowerCase();
    return (actual) => actual.toLowerCase() === wanted;
  }),
  single("BinaryEquals", (expected) => {
    const wanted = Buffer.from(expected, "base64");
    return (actual) => wanted.equals(Buffer.from(actual, "base64"));
  }),
]);

function pair(name: string, opposite: string, matcher: Operator["matcher"]): [string, Operator][] {
  return [single(name, matcher), [opposite, { matcher, negated: true }]];
}

function single(name: string, matcher: Operator["matcher"]): [string, Operator] {
  return [name, { matcher, negated: false }];
}

function pattern(build: Build): Operator["matcher"] {
  return (expected, options) => compile(expected, options, build);
}

function ordered(name: string, parse: (value: string) => number, order: Order): Operator["matcher"] {
  return (expected) => {
    const wanted = parse(expected);
    if (Number.isNaN(wanted))
      throw malformedPolicy(`Syntax errors in policy: "${expected}" is nothing ${name} compares.`);
    return (actual) => {
      const value = parse(actual);
      if (Number.isNaN(value)) throw new Undecidable(`the operator ${name} over "${actual}"`);
      return order(value, wanted);
    };
  };
}

function number(value: string): number {
  return value.trim() === "" ? NaN : Number(value);
}

/** ISO 8601, or seconds since the Unix epoch. */
function date(value: string): number {
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
}

function ipAddress(expected: string): Matcher {
  const [address = "", prefix] = expected.split("/");
  const family = familyOf(address);
  const list = new BlockList();
  try {
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  } catch {
    throw malformedPolicy(`Syntax errors in policy: "${expected}" is no IP address or range.`);
  }
  return (actual) => {
    const from = actual.replace(MAPPED, "");
    return isIP(from) > 0 && list.check(from, familyOf(from));
  };
}

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");
