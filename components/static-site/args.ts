// What a `StaticSite` can be told.
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CertificateTransform } from "../certificate.ts";
import type { LambdaFunctionTransform } from "../lambda-function.ts";
import type { ServerlessSocket } from "../serverless-socket/serverless-socket.ts";
import type { Transform } from "../transform.ts";

export interface StaticSiteArgs {
  /**
   * Folder of the built site, relative to the program's folder; it has an `index.html`.
   *
   * @example "frontend/dist"
   */
  folder: string;
  /**
   * What the pages find as JSON at `/config.json`: values that are only known once the stack is deployed, so that
   * one build serves every stack.
   *
   * @default no config.json
   * @example { socketUrl: socket.url }
   */
  config?: pulumi.Input<Record<string, unknown>>;
  /**
   * Origins besides its own that the pages may connect to (`connect-src` of the content security policy).
   *
   * @default none
   * @example [socket.origin]
   */
  connectOrigins?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether visitors who come without TLS are sent to HTTPS. Set it to false only where the distribution is
   * reached without TLS: the site's `url` is then http://, and browsers are not told to insist on HTTPS.
   *
   * @default true
   * @example false
   */
  https?: boolean;
  /**
   * Lets CloudFront's edges answer with pages, `config.json` and other files without a hash in their names, instead of
   * asking the bucket for each visit; browsers go on asking each time. Each deployment invalidates what it changed, by
   * a function of its own.
   *
   * @default none: edges keep such files for a second, and nothing has to be invalidated
   * @example { seconds: 86_400 }
   */
  edgeCache?: EdgeCache;
  /**
   * A domain of your own, under which the site is found instead of CloudFront's.
   *
   * @default none: CloudFront's own
   * @example { name: "chat.example.com", zoneId: zone.zoneId }
   */
  domain?: SiteDomain;
  /**
   * A socket that is reached under the site's own origin as well, at the path of its stage: whoever lets the site
   * through lets the socket through, and pages need no `connectOrigins` for it. API Gateway sees the host of its own
   * endpoint, which has to stay on; signatures (authorizer `"iam"`) are for that host. Not yet run on AWS.
   *
   * @default none
   * @example socket
   */
  socket?: Pick<ServerlessSocket, "api" | "stageName">;
  /**
   * Tags for every child that takes tags, 10 at most: objects of S3 take no more.
   *
   * @default none
   * @example { team: "chat" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Changes to the children; `object` is applied to each file.
   *
   * @default none
   * @example { distribution: { priceClass: "PriceClass_100" } }
   */
  transform?: StaticSiteTransform;
}

export interface EdgeCache {
  /**
   * Seconds for which edges keep a file that nobody invalidates, 1 to 31536000.
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
   *
   * @example 86_400
   */
  seconds: number;
}

/** With a hosted zone the records are made, and the certificate if there is none; without one both are yours. */
export type SiteDomain = SiteDomainInZone | SiteDomainElsewhere;

interface SiteDomainInZone {
  /**
   * The name, in lower case.
   *
   * @example "chat.example.com"
   */
  name: string;
  /**
   * ID of the hosted zone of Route 53 in which the name is.
   *
   * @example zone.zoneId
   */
  zoneId: pulumi.Input<string>;
  /**
   * ARN of a certificate for the name, in us-east-1, where CloudFront looks for it.
   *
   * @default one that ACM issues and renews
   * @example certificate.arn
   */
  certificateArn?: pulumi.Input<string>;
}

/** Point the name at `site.distribution.domainName` yourself. */
interface SiteDomainElsewhere {
  /**
   * The name, in lower case.
   *
   * @example "chat.example.com"
   */
  name: string;
  zoneId?: undefined;
  /**
   * ARN of a certificate for the name, in us-east-1, where CloudFront looks for it.
   *
   * @example certificate.arn
   */
  certificateArn: pulumi.Input<string>;
}

/** `role`, `policy`, `logGroup` and `function` are those of the function that invalidates. */
interface StaticSiteTransform extends CertificateTransform, LambdaFunctionTransform {
  bucket?: Transform<aws.s3.BucketArgs>;
  publicAccessBlock?: Transform<aws.s3.BucketPublicAccessBlockArgs>;
  ownershipControls?: Transform<aws.s3.BucketOwnershipControlsArgs>;
  encryption?: Transform<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
  bucketPolicy?: Transform<aws.s3.BucketPolicyArgs>;
  object?: Transform<aws.s3.BucketObjectv2Args>;
  originAccessControl?: Transform<aws.cloudfront.OriginAccessControlArgs>;
  viewerRequest?: Transform<aws.cloudfront.FunctionArgs>;
  responseHeadersPolicy?: Transform<aws.cloudfront.ResponseHeadersPolicyArgs>;
  distribution?: Transform<aws.cloudfront.DistributionArgs>;
  invocation?: Transform<aws.lambda.InvocationArgs>;
}
