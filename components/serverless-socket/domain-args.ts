// What a `ServerlessSocket` can be told about its addresses.
import type * as pulumi from "@pulumi/pulumi";

export interface DomainArgs {
  /**
   * A domain of your own, at which clients connect. `url` and `origin` are then the domain's.
   *
   * @default none: API Gateway's own
   * @example { name: "socket.example.com", zoneId: zone.zoneId }
   */
  domain?: Domain;
}

/** With a hosted zone the records are made, and the certificate if there is none; without one both are yours. */
export type Domain = DomainInZone | DomainElsewhere;

interface DomainPlace {
  /**
   * The name, in lower case. No HTTP or REST API may have it too.
   *
   * @example "socket.example.com"
   */
  name: string;
  /**
   * Path under the name, so that several APIs share it: 1 to 300 letters, digits and `$-_.+!*'()`. API Gateway wants a
   * slash after it, which `url` has. https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-mappings.html
   *
   * @default none: the API has the whole name
   * @example "chat"
   */
  mappingKey?: string;
}

interface DomainInZone extends DomainPlace {
  /**
   * ID of the hosted zone of Route 53 in which the name is.
   *
   * @example zone.zoneId
   */
  zoneId: pulumi.Input<string>;
  /**
   * ARN of a certificate for the name in the API's region.
   *
   * @default one that ACM issues and renews
   * @example certificate.arn
   */
  certificateArn?: pulumi.Input<string>;
}

/** Point the name at `socket.domainName.domainNameConfiguration.targetDomainName` yourself. */
interface DomainElsewhere extends DomainPlace {
  zoneId?: undefined;
  /**
   * ARN of a certificate for the name in the API's region.
   *
   * @example certificate.arn
   */
  certificateArn: pulumi.Input<string>;
}
