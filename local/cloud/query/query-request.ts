// A call in the query protocol: a form in which lists are spread over numbered names, checked as it is read.
import type { AuthenticatedRequest } from "../front-door/service.ts";
import type { ConditionContext } from "../iam/condition-keys.ts";
import { validationError } from "./errors.ts";

export class QueryRequest {
  readonly principal: AuthenticatedRequest["principal"];
  /** Name of the operation. */
  readonly action: string;
  readonly #request: AuthenticatedRequest;
  readonly #parameters: URLSearchParams;

  constructor(request: AuthenticatedRequest) {
    this.principal = request.principal;
    this.#request = request;
    this.#parameters = parametersOf(request);
    this.action = this.required("Action");
  }

  /** Undefined when it is absent. */
  optional(name: string): string | undefined {
    return this.#parameters.get(name) ?? undefined;
  }

  /** @throws AwsError ValidationError when it is absent or empty */
  required(name: string): string {
    const value = this.optional(name);
    if (value) return value;
    throw validationError(
      `Value null at '${lowerFirst(name)}' failed to satisfy constraint: Member must not be null`,
    );
  }

  /** A whole number within limits, undefined when it is absent. @throws AwsError ValidationError */
  integer(name: string, min: number, max: number): number | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw validationError(
      `Value '${text}' at '${lowerFirst(name)}' failed to satisfy constraint: Member must be a whole number from ${min} to ${max}`,
    );
  }

  /** The items of a list, in order; empty when it is absent. */
  list(name: string): string[] {
    return this.#items(name, "").map((item) => this.required(item));
  }

  /** A list of `Key` and `Value`; empty when it is absent. */
  tags(name = "Tags"): Record<string, string> {
    const items = this.#items(name, ".Key");
    return Object.fromEntries(
      items.map((item) => [this.required(`${item}.Key`), this.optional(`${item}.Value`) ?? ""]),
    );
  }

  /** Whether it is there as a value, or as a list. */
  has(name: string): boolean {
    return [...this.#parameters.keys()].some((key) => key === name || key.startsWith(`${name}.`));
  }

  /** @throws AwsError AccessDenied unless the caller may do this */
  authorize(action: string, resource: string, context?: ConditionContext) {
    this.#request.authorize({ action, resource, context });
  }

  /** Names of a list's items, up to the first number that is not there. */
  #items(name: string, part: string): string[] {
    const items: string[] = [];
    for (let n = 1; this.#parameters.has(`${name}.member.${n}${part}`); n++)
      items.push(`${name}.member.${n}`);
    return items;
  }
}

/** A presigned URL carries them in its query. */
function parametersOf({ method, url, body }: AuthenticatedRequest) {
  return method === "GET" ? new URL(url, "http://query").searchParams : new URLSearchParams(body.toString());
}

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
