// Reads what a caller writes about who may connect into the one thing that is built: a function, or none.
import { fileURLToPath } from "node:url";
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ServerlessSocketArgs, TableAction } from "./args.ts";
import type { IdentitySource, OidcAuthorizer } from "./authorizer-args.ts";
import type { CredentialPlace } from "./authorizer/credentials.ts";

export type PlannedAuthorizer = { type: "NONE" } | { type: "AWS_IAM" } | PlannedAuthorizerFunction;

export interface PlannedAuthorizerFunction {
  type: "CUSTOM";
  handler: string | aws.lambda.Function;
  /** What the function's description names as its source. */
  source: string;
  identitySources: IdentitySource[];
  timeout: number | undefined;
  memory: number | undefined;
  environment: Record<string, pulumi.Input<string>>;
  table: TableAction[];
  /** Whether it takes tickets out of the table. */
  tickets: boolean;
}

/** Seconds. Servers that keep their time by NTP differ by less than one; devices that issue tokens, by more. */
const DEFAULT_CLOCK_SKEW = 30;

const DEFAULT_PLACES: NonNullable<OidcAuthorizer["tokenFrom"]> = ["sub-protocol"];

const SUB_PROTOCOL: IdentitySource = "route.request.header.Sec-WebSocket-Protocol";

const IDENTITY_SOURCE_OF: Record<CredentialPlace, IdentitySource> = {
  "sub-protocol": SUB_PROTOCOL,
  query: "route.request.querystring.token",
  header: "route.request.header.Authorization",
};

export function planAuthorizer({ authorizer }: ServerlessSocketArgs): PlannedAuthorizer {
  if (!authorizer) return { type: "NONE" };
  if (authorizer === "iam") return { type: "AWS_IAM" };
  if (authorizer === "tickets") return packaged("ticket-authorizer.ts", { tickets: true });
  if (authorizer.issuer !== undefined) return oidc(authorizer);
  const {
    handler,
    identitySources = [SUB_PROTOCOL],
    timeout,
    memory,
    environment = {},
    table = [],
  } = authorizer;
  const source = typeof handler === "string" ? handler : "";
  return {
    ...{ type: "CUSTOM", handler, source, identitySources, timeout, memory, environment, table },
    tickets: false,
  };
}

function oidc({
  tickets = false,
  tokenFrom = DEFAULT_PLACES,
  ...args
}: OidcAuthorizer): PlannedAuthorizerFunction {
  const { issuer, audience, jwksUri, clockSkew = DEFAULT_CLOCK_SKEW, claims = [] } = args;
  return packaged(tickets ? "token-or-ticket-authorizer.ts" : "token-authorizer.ts", {
    identitySources: identitySourcesOf(tokenFrom, tickets),
    environment: {
      ISSUER: issuer,
      AUDIENCE: pulumi.output(audience).apply((audiences) => [audiences].flat().join(",")),
      ...(jwksUri !== undefined && { JWKS_URI: jwksUri }),
      CLOCK_SKEW_SECONDS: String(clockSkew),
      ...(claims.length > 0 && { CLAIMS: claims.join(",") }),
      TOKEN_FROM: tokenFrom.join(","),
    },
    tickets,
  });
}

/** A function that this component brings with it. */
function packaged(file: string, settings: Partial<PlannedAuthorizerFunction>): PlannedAuthorizerFunction {
  return {
    type: "CUSTOM",
    handler: fileURLToPath(new URL(`authorizer/${file}`, import.meta.url)),
    // The path itself differs from machine to machine, and so would the function.
    source: `serverless-socket/${file}`,
    ...{ identitySources: [], timeout: undefined, memory: undefined, environment: {}, table: [] },
    tickets: false,
    ...settings,
  };
}

/** API Gateway wants all sources that are named, so only what every client has to send can be one. */
function identitySourcesOf(places: CredentialPlace[], tickets: boolean): IdentitySource[] {
  const [place, ...others] = places;
  if (!place || others.length > 0 || (tickets && place === "query")) return [];
  return [IDENTITY_SOURCE_OF[place]];
}
