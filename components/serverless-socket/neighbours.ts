// Which sockets of a program share an API, so that they are told apart before API Gateway has to.
import type * as aws from "@pulumi/aws";

interface Neighbour {
  name: string;
  stageName: string;
  /** The keys of its routes. */
  keys: string[];
}

const socketsOf = new WeakMap<aws.apigatewayv2.Api, Neighbour[]>();

/** The sockets that went to this API before. */
export function neighboursOn(api: aws.apigatewayv2.Api): Neighbour[] {
  return socketsOf.get(api) ?? [];
}

/** From now on this socket is one of them. */
export function settleOn(api: aws.apigatewayv2.Api, socket: Neighbour) {
  socketsOf.set(api, [...neighboursOn(api), socket]);
}
