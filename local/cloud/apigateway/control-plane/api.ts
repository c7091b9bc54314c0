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
  /** Kept; no route can require a key here. */
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
}
