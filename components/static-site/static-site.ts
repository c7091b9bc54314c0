// A built site in a private bucket, served by CloudFront.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgsError } from "../errors.ts";
import type { StaticSiteArgs } from "./args.ts";
import { createBucket, createBucketPolicy } from "./bucket.ts";
import { CONFIG_KEY, filesIn } from "./content.ts";
import { createDistribution } from "./distribution.ts";
import { createRecords } from "./domain.ts";
import { createInvalidation } from "./invalidation.ts";
import { findProblems } from "./problems.ts";
import { upload } from "./upload.ts";

/**
 * A static site: private bucket, CloudFront, security headers, and a fallback to `index.html` for the addresses of
 * a single-page application.
 *
 * @example
 * new StaticSite("site", { folder: "frontend/dist" });
 *
 * @example
 * const site = new StaticSite("site", {
 *   folder: "frontend/dist",
 *   config: { socketUrl: socket.url },
 *   connectOrigins: [socket.origin],
 * });
 * export const url = site.url;
 */
export class StaticSite extends pulumi.ComponentResource {
  /** Where the site is, without a slash at the end, which makes it the pages' Origin as well. */
  readonly url: pulumi.Output<string>;
  /** Where `socket` is under the site's own origin, if there is one. */
  readonly socketUrl: pulumi.Output<string> | undefined;
  readonly bucket: aws.s3.Bucket;
  readonly distribution: aws.cloudfront.Distribution;

  /** @throws {InvalidArgsError} with every mistake in the arguments */
  constructor(name: string, args: StaticSiteArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = findProblems(name, args);
    if (problems.length > 0) throw new InvalidArgsError("StaticSite", name, problems);

    // Without `args`, for the reason given in ServerlessSocket: a socket's URL among them may wait for this site.
    super("serverless-socket:index:StaticSite", name, {}, opts);
    const scope = { name, args, parent: this };

    this.bucket = createBucket(scope);
    this.distribution = createDistribution(scope, this.bucket);
    createBucketPolicy(scope, this.bucket, this.distribution);
    createRecords(scope, this.distribution);
    const files = filesIn(args.folder).filter(({ key }) => !(args.config && key === CONFIG_KEY));
    const uploaded = upload(scope, this.bucket, files);
    createInvalidation(scope, this.distribution, files, uploaded);

    const scheme = args.https === false ? "http" : "https";
    const host = args.domain?.name ?? this.distribution.domainName;
    this.url = pulumi.interpolate`${scheme}://${host}`;
    const { socket } = args;
    this.socketUrl = socket && this.url.apply((url) => `${url.replace(/^http/, "ws")}/${socket.stageName}`);
    this.registerOutputs({ url: this.url });
  }
}
