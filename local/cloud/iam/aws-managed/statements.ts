// How the documents beside are written down.

interface ManagedStatement {
  Effect: "Allow" | "Deny";
  Action?: string[];
  NotAction?: string[];
  Resource: string;
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** By what follows `policy/` in the ARN. */
export type ManagedPolicies = Record<string, ManagedStatement[]>;

/** @param Resource ARN or pattern; default: all */
export const allow = (
  actions: string[],
  Resource = "*",
  Condition?: ManagedStatement["Condition"],
): ManagedStatement => ({ Effect: "Allow", Action: actions, Resource, ...(Condition && { Condition }) });

/** @param names of actions of one service, divided by spaces */
export const of = (service: string, names: string) => names.split(" ").map((name) => `${service}:${name}`);

export const WRITE_LOGS = of("logs", "CreateLogGroup CreateLogStream PutLogEvents");
