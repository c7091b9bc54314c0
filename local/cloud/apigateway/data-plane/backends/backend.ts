// What integrations of every type have in common.
import { INTERNAL_SERVER_ERROR } from "../frames.ts";
import type { Gateway } from "../gateway.ts";
import type { ResponseMapping } from "../mapping/integration-response.ts";
import { reportRefusal } from "../report.ts";

export interface BackendCall {
  gateway: Gateway;
  routeKey: string;
  /** ARN of the stage's route, which a function's resource policy has to allow. */
  sourceArn: string;
  /** JSON text: what a proxy integration is sent, and mappings read. */
  event: string;
  stageVariables?: Record<string, string>;
  timeoutMs: number;
  /** The request parameters that the route declares. */
  declared: Set<string>;
  /** The integration responses, in order of creation. */
  responses: ResponseMapping[];
  /** Somebody waits for the answer; otherwise it is dropped, whatever it is. */
  answered: boolean;
}

/** What the backend answered, or what the gateway says in its place. */
export type Outcome = { status: number; body?: string; subprotocol?: string } | Failure;

export interface Failure {
  status: number;
  message: string;
}

/** Calls before it returns, so that calls start in the order in which they are made. Never rejects. */
export type Backend = (call: BackendCall) => Promise<Outcome>;

/** Says in the terminal what the client is not told. */
export function fail(
  { gateway, routeKey }: BackendCall,
  why: string,
  remedy: string,
  { status, message }: Failure = { status: 500, message: INTERNAL_SERVER_ERROR },
): Failure {
  reportRefusal(gateway, routeKey, { code: message, message: why, remedy });
  return { status, message };
}

/** `${stageVariables.name}` in a URI stands for the stage's value. */
export const withStageVariables = (uri: string, variables: Record<string, string> = {}) =>
  uri.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => variables[name] ?? "");
