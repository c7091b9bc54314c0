// Puts the site's files into the bucket, in the order in which browsers need them.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transform } from "../transform.ts";
import { CONFIG_KEY, type SiteFile, contentTypeOf } from "./content.ts";
import { cacheControlOf } from "./edge-cache.ts";
import type { Scope } from "./scope.ts";

/** Pages come last: one that is there before its scripts shows a visitor nothing but white. */
export function upload(scope: Scope, bucket: aws.s3.Bucket, files: SiteFile[]) {
  const { config } = scope.args;
  const assets = files
    .filter(({ kind }) => kind !== "page")
    .map((file) => uploadFile(scope, bucket, file, []));
  if (config) assets.push(uploadConfig(scope, bucket, config));
  const pages = files.filter(({ kind }) => kind === "page");
  return [...assets, ...pages.map((page) => uploadFile(scope, bucket, page, assets))];
}

function uploadFile(
  scope: Scope,
  bucket: aws.s3.Bucket,
  { key, source, contentType, kind }: SiteFile,
  dependsOn: pulumi.Resource[],
) {
  const cacheControl = cacheControlOf(kind, scope.args.edgeCache);
  return putObject(
    scope,
    { bucket: bucket.id, key, source: new pulumi.asset.FileAsset(source), contentType, cacheControl },
    // A tab that was opened before a deployment still asks for the scripts of its time. They go with the bucket.
    { dependsOn, retainOnDelete: kind === "hashed" },
  );
}

function uploadConfig(scope: Scope, bucket: aws.s3.Bucket, config: pulumi.Input<Record<string, unknown>>) {
  const key = CONFIG_KEY;
  const contentType = contentTypeOf(key);
  const content = pulumi.jsonStringify(config);
  const cacheControl = cacheControlOf("other", scope.args.edgeCache);
  return putObject(scope, { bucket: bucket.id, key, content, contentType, cacheControl }, {});
}

function putObject(
  { name, args, parent }: Scope,
  object: aws.s3.BucketObjectv2Args & { key: string },
  opts: pulumi.CustomResourceOptions,
) {
  return new aws.s3.BucketObjectv2(
    ...transform(
      args.transform?.object,
      `${name}/${object.key}`,
      { ...object, tags: args.tags },
      { ...opts, parent },
    ),
  );
}
