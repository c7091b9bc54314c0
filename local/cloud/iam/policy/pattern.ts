// Patterns of policies: `*` stands for any characters, `?` for one, `${…}` for what the request says.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html

/** The value of a key, undefined when the request has none. */
export type Lookup = (key: string) => string | undefined;

export type Matcher = (value: string, lookup: Lookup) => boolean;

export interface PatternOptions {
  /** Whether `${…}` is a variable; it is plain text in policies of version 2008-10-17. */
  variables: boolean;
}

export const ANY = Symbol("*");
const ONE = Symbol("?");

/** A character as it is, or a wildcard. */
export type Token = string | typeof ANY | typeof ONE;

/** What is left of a pattern to do once its variables have values. */
export type Build = (tokens: Token[]) => (value: string) => boolean;

/** `${key}`, `${key, 'default'}`, `${*}`, `${?}`, `${$}`; or a wildcard. */
const SPECIAL = /\$\{\s*([^},\s]+)\s*(?:,\s*'([^']*)'\s*)?\}|[*?]/g;

/** In braces they are themselves. */
const ESCAPED = new Set(["*", "?", "$"]);

/** A pattern without variables is built once, another for each request. */
export function compile(pattern: string, { variables }: PatternOptions, build: Build): Matcher {
  if (!variables || !pattern.includes("${")) {
    const test = build(tokenize(pattern) ?? []);
    return (value) => test(value);
  }
  return (value, lookup) => {
    const tokens = tokenize(pattern, lookup);
    return tokens !== undefined && build(tokens)(value);
  };
}

/** Text as it is, or with wildcards. */
export const text =
  ({ wildcards, ignoreCase = false }: { wildcards: boolean; ignoreCase?: boolean }): Build =>
  (tokens) => {
    const parts = wildcards ? tokens : tokens.map(plain);
    if (!ignoreCase && parts.every((token) => typeof token === "string")) {
      const expected = parts.join("");
      return (value) => value === expected;
    }
    return regExp(parts.map((token) => source(token)).join(""), ignoreCase);
  };

/** @param gap what `*` stands for, and without its asterisk `?` */
export function source(token: Token, gap = ".*"): string {
  if (token === ANY) return gap;
  if (token === ONE) return gap.slice(0, -1);
  return token.replace(/[.*+?^${}()|[\]\\/]/, "\\$&");
}

/** Whether a value matches the whole of `body`, line ends included. */
export function regExp(body: string, ignoreCase = false): (value: string) => boolean {
  const pattern = new RegExp(`^${body}$`, ignoreCase ? "siu" : "su");
  return (value) => pattern.test(value);
}

function plain(token: Token): string {
  if (token === ANY) return "*";
  return token === ONE ? "?" : token;
}

/** @returns undefined when a variable has no value and no default: nothing matches then */
function tokenize(pattern: string, lookup?: Lookup): Token[] | undefined {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of pattern.matchAll(SPECIAL)) {
    const [found, key, fallback] = match;
    tokens.push(...pattern.slice(end, match.index));
    end = match.index + found.length;
    if (found === "*") tokens.push(ANY);
    else if (found === "?") tokens.push(ONE);
    else if (key === undefined || !lookup) tokens.push(...found);
    else {
      const value = ESCAPED.has(key) ? key : (lookup(key) ?? fallback);
      if (value === undefined) return undefined;
      tokens.push(...value);
    }
  }
  tokens.push(...pattern.slice(end));
  return tokens;
}
