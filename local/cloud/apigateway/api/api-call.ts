// A call of API Gateway's API, on its way to the operation that its method and path name.
import type { ApiGateway } from "../apigateway.ts";

export interface ApiCall {
  gateway: ApiGateway;
  /** Those in the path, from the outside in: an API's, its route's, the route response's. Empty when there are fewer. */
  ids: readonly [string, string, string];
  query: URLSearchParams;
  /** JSON text; empty when there is nothing to say. */
  body: Buffer;
}

/** Gives the answer's content; nothing after a deletion. @throws AwsError */
export type Operation = (call: ApiCall) => object | void | Promise<object | void>;
