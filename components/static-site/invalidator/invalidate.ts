// Invalidates what a deployment changed of a site, as an `aws.lambda.Invocation` with the scope CRUD tells it.
import type { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { changedPaths, EVERYTHING, type Files } from "./changed-paths.ts";

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_invocation */
export interface Change {
  files: Files;
  tf: { action: "create" | "update" | "delete"; prev_input: { files: Files } | null };
}

/**
 * @param distributionId whose edges keep the site
 * @returns a handler that answers with the paths that it invalidated, which `pulumi up --diff` shows as its result
 */
export function invalidateChanges(client: Pick<CloudFrontClient, "send">, distributionId: string) {
  return async (change: Change, { awsRequestId }: { awsRequestId: string }) => {
    const paths = pathsOf(change);
    if (paths.length > 0) {
      await client.send(
        new CreateInvalidationCommand({
          DistributionId: distributionId,
          InvalidationBatch: {
            // Made of the change itself, it would be one that CloudFront has seen when a site goes back and forth, and
            // would do nothing.
            CallerReference: awsRequestId,
            Paths: { Quantity: paths.length, Items: paths },
          },
        }),
      );
    }
    return { invalidated: paths };
  };
}

function pathsOf({ files, tf: { action, prev_input: before } }: Change): string[] {
  switch (action) {
    case "create":
      // Edges have kept nothing for longer than a second so far.
      return [];
    case "update":
      return changedPaths(before?.files ?? {}, files);
    case "delete":
      // What comes after it, if the site stays, is invalidated by nobody.
      return [EVERYTHING];
  }
}
