// Identity sources: what a client has to send before an authorizer is asked at all.
// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
import { badRequest } from "../errors.ts";

export interface IdentitySource {
  kind: "header" | "querystring" | "stageVariables" | "context";
  /** Of a header, a query key or a variable; a path such as `identity.sourceIp` in the context. */
  name: string;
}

const SOURCE = /^(?:route\.request\.(header|querystring)|(stageVariables|context))\.([\w.-]+)$/;

/** @throws AwsError BadRequestException */
export function parseIdentitySource(text: string): IdentitySource {
  const [, requestKind, kind = requestKind, name = ""] = SOURCE.exec(text) ?? [];
  switch (kind) {
    case "header":
    case "querystring":
    case "stageVariables":
    case "context":
      return { kind, name };
    default:
      throw badRequest(
        `the identity source "${text}" is none of a WebSocket API; use route.request.header.{name}, ` +
          "route.request.querystring.{name}, stageVariables.{name} or context.{name}",
      );
  }
}
