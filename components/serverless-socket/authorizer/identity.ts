// Who a client has been shown to be.

/** What API Gateway hands to every later handler of the connection as `requestContext.authorizer`. */
export interface Identity {
  principalId: string;
  /** Read by handlers as text, whatever it is here. Lists and objects are not allowed by API Gateway. */
  context: Record<string, string | number | boolean>;
}
