// An API's own settings.
import { badRequest, notSupported } from "../errors.ts";
import { compileSelection } from "../data-plane/mapping/selection-expression.ts";

export interface ApiInput {
  name: string;
  /** Only `WEBSOCKET` runs here. */
  protocolType: string;
  /** Which route a message takes, such as `$request.body.action`. */
  routeSelectionExpression: string;
  description?: string;
  version?: string;
  tags?: Record<string, string>;
  /** Switches the API's own address off; callers then get 403. */
  disableExecuteApiEndpoint?: boolean;
  /** Where the key of a `$connect` that asks for one is. */
  apiKeySelectionExpression?: string;
  /** Kept; the local port serves whatever the host name resolves to. */
  ipAddressType?: string;
}

export interface Api extends ApiInput {
  apiId: string;
  /** `ws://host:port`; the same port speaks TLS too. */
  apiEndpoint: string;
  arn: string;
  /** Prefix of the ARNs of its routes, up to the id. */
  executionArn: string;
  /** Milliseconds since the Unix epoch. */
  createdDate: number;
}

/** Who says which API key a client has: it itself, or the authorizer. */
export type KeySource = "HEADER" | "AUTHORIZER";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html */
const KEY_SOURCES: Record<string, KeySource> = {
  "$request.header.x-api-key": "HEADER",
  "$context.authorizer.usageIdentifierKey": "AUTHORIZER",
};

export function keySourceOf({ apiKeySelectionExpression }: ApiInput): KeySource {
  return KEY_SOURCES[apiKeySelectionExpression ?? ""] ?? "HEADER";
}

/** @throws AwsError BadRequestException, NotImplementedException */
export function validateApi(input: ApiInput) {
  if (!input.name) throw badRequest("an API needs a name");
  if (input.protocolType !== "WEBSOCKET") {
    throw notSupported(`the protocol type ${input.protocolType}`, "use WEBSOCKET");
  }
  if (!input.routeSelectionExpression) {
    throw badRequest(
      `the API ${input.name} has no route selection expression; set one, such as $request.body.action`,
    );
  }
  compileSelection(input.routeSelectionExpression);
  const { apiKeySelectionExpression } = input;
  if (apiKeySelectionExpression && !KEY_SOURCES[apiKeySelectionExpression]) {
    throw badRequest(
      `the API key selection expression ${apiKeySelectionExpression} of the API ${input.name} is none; ` +
        `use one of ${Object.keys(KEY_SOURCES).join(", ")}`,
    );
  }
}
