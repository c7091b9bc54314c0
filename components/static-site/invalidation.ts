// Tells CloudFront's edges, once a deployment's files are there, which of those they keep are others now.
import { fileURLToPath } from "node:url";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bundle } from "../bundle.ts";
import type { Problem } from "../errors.ts";
import { LambdaFunction } from "../lambda-function.ts";
import { functionNameProblems } from "../names.ts";
import { transform } from "../transform.ts";
import type { SiteFile } from "./content.ts";
import { digestsOf } from "./digests.ts";
import type { Scope } from "./scope.ts";

const HANDLER = fileURLToPath(new URL("invalidator/invalidator.ts", import.meta.url));

/** What the function's description names as its source. */
const SOURCE = "StaticSite";

/** Seconds: what the SDK's tries take at the most, and some. */
const TIMEOUT = 60;

const functionNameOf = (name: string) => `${name}-invalidation`;

export const invalidationProblems = (name: string, { edgeCache }: Scope["args"]): Problem[] =>
  edgeCache ? functionNameProblems(functionNameOf(name)) : [];

/**
 * One resource whose input is what there is at each path, so that a preview names the paths that a deployment changes.
 *
 * @param uploaded what has to be in the bucket first: edges that ask earlier would keep the old again
 */
export function createInvalidation(
  scope: Scope,
  distribution: aws.cloudfront.Distribution,
  files: SiteFile[],
  uploaded: pulumi.Resource[],
) {
  const { name, args, parent } = scope;
  if (!args.edgeCache) return;
  new aws.lambda.Invocation(
    ...transform(
      args.transform?.invocation,
      name,
      {
        functionName: createFunction(scope, distribution).name,
        input: pulumi.jsonStringify({ files: digestsOf(files, args) }),
        // With it the function is told what was there before.
        lifecycleScope: "CRUD",
      },
      { parent, dependsOn: uploaded },
    ),
  );
}

function createFunction({ name, args, parent }: Scope, distribution: aws.cloudfront.Distribution) {
  const [bundled] = bundle([HANDLER]);
  return new LambdaFunction(
    functionNameOf(name),
    {
      handler: { file: SOURCE, code: bundled!.code },
      environment: { DISTRIBUTION_ID: distribution.id },
      timeout: TIMEOUT,
      statements: [
        { Effect: "Allow", Action: ["cloudfront:CreateInvalidation"], Resource: [distribution.arn] },
      ],
      tags: args.tags,
      transform: args.transform,
    },
    { parent },
  ).function;
}
