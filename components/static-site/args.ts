// What a `StaticSite` can be told.
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
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
   * Tags for every child that takes tags.
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

interface StaticSiteTransform {
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
}
