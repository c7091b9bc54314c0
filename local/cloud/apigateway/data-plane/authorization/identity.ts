// Looks up what an authorizer requires a client to send.
import type { IdentitySource } from "../../control-plane/identity-source.ts";
import type { AuthorizerEvent } from "../event.ts";

/** The first of the sources that is absent or empty. */
export const missingIdentity = (sources: IdentitySource[], event: AuthorizerEvent) =>
  sources.find((source) => !valueOf(source, event));

function valueOf({ kind, name }: IdentitySource, event: AuthorizerEvent): unknown {
  switch (kind) {
    case "header":
      return Object.entries(event.headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
    case "querystring":
      return event.queryStringParameters[name];
    case "stageVariables":
      return event.stageVariables[name];
    case "context":
      return name.split(".").reduce(fieldOf, event.requestContext);
  }
}

function fieldOf(value: unknown, field: string): unknown {
  return Object.entries(Object(value)).find(([key]) => key === field)?.[1];
}
