// CloudFront behind the AWS endpoint: what an SDK or `aws cloudfront` reads of what the program made, and
// invalidations. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Operations.html
import type { CloudContext } from "../../context.ts";
import { AwsError } from "../../errors.ts";
import type { Service, ServiceResponse } from "../../front-door/service.ts";
import type { CloudFront } from "../cloudfront.ts";
import { getOriginAccessControl, listOriginAccessControls } from "./access-controls.ts";
import { CloudFrontCall } from "./cloudfront-call.ts";
import { getDistribution, getDistributionConfig, listDistributions } from "./distributions.ts";
import { describeFunction, getFunction, listFunctions } from "./functions.ts";
import { getResponseHeadersPolicy, listResponseHeadersPolicies } from "./headers-policies.ts";
import { createInvalidation, getInvalidation, listInvalidations } from "./invalidations.ts";
import { listTagsForResource } from "./tags.ts";

/** By method and path, in which a star stands for an id. */
const OPERATIONS: [string, (call: CloudFrontCall) => ServiceResponse][] = [
  ["GET distribution", listDistributions],
  ["GET distribution/*", getDistribution],
  ["GET distribution/*/config", getDistributionConfig],
  ["GET distribution/*/invalidation", listInvalidations],
  ["POST distribution/*/invalidation", createInvalidation],
  ["GET distribution/*/invalidation/*", getInvalidation],
  ["GET function", listFunctions],
  ["GET function/*", getFunction],
  ["GET function/*/describe", describeFunction],
  ["GET origin-access-control", listOriginAccessControls],
  ["GET origin-access-control/*", getOriginAccessControl],
  ["GET response-headers-policy", listResponseHeadersPolicies],
  ["GET response-headers-policy/*", getResponseHeadersPolicy],
  ["GET tagging", listTagsForResource],
];

const ROUTES = OPERATIONS.map(([template, operation]) => ({
  pattern: new RegExp(`^${template.replaceAll("*", "([^/]+)")}$`),
  operation,
}));

export function cloudfrontService(context: CloudContext, cloudfront: CloudFront): Service {
  return {
    async handle(request) {
      const { pathname, searchParams } = new URL(request.url, "http://cloudfront");
      const route = `${request.method} ${pathname.replace(/^\/2020-05-31\/|\/$/g, "")}`;
      for (const { pattern, operation } of ROUTES) {
        const [match, ...ids] = pattern.exec(route) ?? [];
        if (match === undefined) continue;
        const decoded = ids.map(decodeURIComponent);
        return operation(new CloudFrontCall(context, cloudfront, request, searchParams, decoded));
      }
      throw notImplemented(route);
    },
  };
}

const notImplemented = (route: string) =>
  new AwsError(
    "NotImplemented",
    `The local CloudFront has no ${route}; it has ${OPERATIONS.map(([template]) => template).join(", ")}.`,
    501,
  );
