// What a `ServerlessSocket` can be told about API keys.

export interface ApiKeyArgs {
  /**
   * API keys that API Gateway makes, one of which a client needs to connect; who has none is answered 403 (Forbidden).
   * Their values are `socket.apiKeys`, which are secrets. Needs the route `$connect`, the only one that asks. A key
   * tells clients apart and shuts one out; it says nothing of who a user is, for which there is `authorizer`. Not yet
   * run on AWS. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
   *
   * @default none: clients need no key
   * @example { names: ["partner", "monitoring"] }
   */
  apiKeys?: ApiKeys;
}

/** All are in one usage plan, which limits nothing: `transform.usagePlan` can give it a throttle and a quota. */
export interface ApiKeys {
  /**
   * A key is made for each name: 1 to 64 letters, digits, - and _. A name that goes takes its key with it; to replace
   * a value, add another name, give its value to the client, and then leave the first name out.
   *
   * @example ["partner"]
   */
  names: [string, ...string[]];
  /**
   * Where API Gateway finds a client's key: in the header `x-api-key`, which no browser sends, or as
   * `usageIdentifierKey` beside the `principalId` that `authorizer.handler` answers with.
   *
   * @default "header"
   * @example "authorizer"
   */
  from?: "header" | "authorizer";
}
