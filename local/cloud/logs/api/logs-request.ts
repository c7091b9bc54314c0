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
    return this.#read(name, "a string", isString);
  }

  /** @throws AwsError InvalidParameterException when it is absent or empty */
  required(name: string): string {
    const value = this.string(name);
    if (value) return value;
    throw invalid(`${name} is required`);
  }

  number(name: string): number | undefined {
    return this.#read(name, "a number", (value) => typeof value === "number");
  }

  boolean(name: string): boolean | undefined {
    return this.#read(name, "true or false", (value) => typeof value === "boolean");
  }

  strings(name: string): string[] | undefined {
    return this.#read(
      name,
      "a list of strings",
      (value): value is string[] => Array.isArray(value) && value.every(isString),
    );
  }

  /** Texts by name. */
  texts(name: string): Record<string, string> | undefined {
    return this.#read(
      name,
      "an object of strings",
      (value): value is Record<string, string> =>
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        Object.values(value).every(isString),
    );
  }

  /** Whether it is absent, or has this value. */
  isAbsentOr(name: string, value: unknown): boolean {
    return [undefined, null, value].includes(this.#parameters.get(name));
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
    return nameIn(given);
  }

  /** @throws AwsError AccessDeniedException unless the caller may do this with the group, or with the stream of it */
  authorize(action: string, logGroupName = "", logStreamName = "") {
    const resource = `${this.#arnPrefix}${logGroupName}:log-stream:${logStreamName}`;
    this.#request.authorize({ action: `logs:${action}`, resource });
  }

  /**
   * The same for calls about what an ARN names. Returns the name of the log group.
   * @throws AwsError AccessDeniedException, InvalidParameterException when it names no log group of this account
   */
  authorizeArn(action: string, arn: string): string {
    this.#request.authorize({ action: `logs:${action}`, resource: arn });
    if (arn.startsWith(this.#arnPrefix)) return nameIn(arn);
    throw invalid(`resourceArn must begin with ${this.#arnPrefix}, which ${arn} does not`);
  }

  get #arnPrefix() {
    const { partition, region, accountId } = this.#context;
    return `arn:${partition}:logs:${region}:${accountId}:log-group:`;
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

const isString = (value: unknown): value is string => typeof value === "string";

/** Of a log group: in its ARN, with or without the asterisk for its streams, or as it is. */
const nameIn = (nameOrArn: string) => nameOrArn.replace(/^arn:.*:log-group:/, "").replace(/:\*$/, "");

export const invalid = (message: string) => new AwsError("InvalidParameterException", message);
