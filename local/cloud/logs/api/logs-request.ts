// A call of CloudWatch Logs: its parameters, checked as they are read, and what it may see.
import type { CloudContext } from "../../context.ts";
import { AwsError } from "../../errors.ts";
import type { AuthenticatedRequest } from "../../front-door/service.ts";
import type { Logs } from "../logs.ts";

export class LogsRequest {
  readonly logs: Logs;
  readonly #context: CloudContext;
  readonly #request: AuthenticatedRequest;
  readonly #parameters: ReadonlyMap<string, unknown>;

  constructor(context: CloudContext, logs: Logs, request: AuthenticatedRequest) {
    this.logs = logs;
    this.#context = context;
    this.#request = request;
    this.#parameters = parse(request.body);
  }

  string(name: string): string | undefined {
    return this.#read(name, "a string", (value) => typeof value === "string");
  }

  number(name: string): number | undefined {
    return this.#read(name, "a number", (value) => typeof value === "number");
  }

  boolean(name: string): boolean | undefined {
    return this.#read(name, "true or false", (value) => typeof value === "boolean");
  }

  strings(name: string): string[] | undefined {
    const isString = (value: unknown) => typeof value === "string";
    return this.#read(
      name,
      "a list of strings",
      (value): value is string[] => Array.isArray(value) && value.every(isString),
    );
  }

  /** A whole number from 1 to `max`, which is what it is without the parameter. */
  limit(max: number): number {
    const limit = this.number("limit") ?? max;
    if (Number.isInteger(limit) && limit >= 1 && limit <= max) return limit;
    throw invalid(`limit must be a whole number from 1 to ${max}, not ${limit}`);
  }

  /** Name of the log group that the call is about, given as a name or as an ARN. */
  logGroupName(): string {
    const given = this.string("logGroupName") ?? this.string("logGroupIdentifier");
    if (given === undefined) throw invalid("logGroupName or logGroupIdentifier is required");
    return given.replace(/^arn:.*:log-group:/, "").replace(/:\*$/, "");
  }

  /** @throws AwsError AccessDeniedException unless the caller may do this with the group, or with the stream of it */
  authorize(action: string, logGroupName = "", logStreamName = "") {
    const { partition, region, accountId } = this.#context;
    const resource = `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupName}:log-stream:${logStreamName}`;
    this.#request.authorize({ action: `logs:${action}`, resource });
  }

  #read<T>(name: string, what: string, is: (value: unknown) => value is T): T | undefined {
    const value = this.#parameters.get(name) ?? undefined;
    if (value === undefined || is(value)) return value;
    throw invalid(`${name} must be ${what}`);
  }
}

function parse(body: Buffer): Map<string, unknown> {
  try {
    const parameters: unknown = JSON.parse(body.toString("utf8") || "{}");
    if (typeof parameters === "object" && parameters !== null) return new Map(Object.entries(parameters));
  } catch {
    // Said below.
  }
  throw new AwsError("SerializationException", "The body of the request is not a JSON object.");
}

export const invalid = (message: string) => new AwsError("InvalidParameterException", message);
