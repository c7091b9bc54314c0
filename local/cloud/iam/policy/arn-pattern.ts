// Patterns of ARNs, whose six parts are divided by colons; the last part may hold colons of its own.
import { ANY, type Build, regExp, source, text, type Token } from "./pattern.ts";
import { Undecidable } from "./undecidable.ts";

const PARTS = 6;

/** A wildcard that stays within its part. */
const WITHIN = "[^:]*";

/**
 * As in Resource: an asterisk at the end of a part reaches over the colons that follow, one inside does not; parts
 * that are left out are anything.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const resource: Build = (tokens) => {
  if (tokens.length === 1 && tokens[0] === ANY) return () => true;
  const parts = split(tokens);
  if (parts.length === PARTS && tokens.every((token) => typeof token === "string")) {
    const expected = tokens.join("");
    return (value) => value === expected;
  }
  while (parts.length < PARTS) parts.push([ANY]);
  return regExp(parts.map(partSource).join(":"));
};

function partSource(tokens: Token[], part: number): string {
  const inside = part === PARTS - 1 ? ".*" : WITHIN;
  const last = tokens.length - 1;
  return tokens
    .map((token, index) => source(token, token === ANY && index === last ? ".*" : inside))
    .join("");
}

/**
 * As with ArnLike and ArnEquals, which are the same: each part is compared by itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const arnLike: Build = (tokens) => {
  const tests = split(tokens).map(text({ wildcards: true }));
  if (tests.length < PARTS) {
    const shown = tokens.map((token) => (typeof token === "string" ? token : token.description)).join("");
    return () => {
      throw new Undecidable(`the ARN pattern "${shown}", which has not the six parts of an ARN`);
    };
  }
  return (value) => {
    const parts = splitText(value);
    return parts.length === PARTS && tests.every((test, part) => test(parts[part] ?? ""));
  };
};

function split(tokens: Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token === ":" && parts.length < PARTS) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function splitText(arn: string): string[] {
  const [parts, rest] = [arn.split(":", PARTS - 1), arn.split(":").slice(PARTS - 1)];
  return rest.length > 0 ? [...parts, rest.join(":")] : parts;
}
