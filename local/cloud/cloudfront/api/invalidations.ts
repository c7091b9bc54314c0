// Invalidations, over the wire.
import { textsOf } from "../../rest-xml/texts.ts";
import type { Invalidation } from "../invalidations.ts";
import { quantified, xml } from "./answers.ts";
import type { CloudFrontCall } from "./cloudfront-call.ts";
import { pageOf } from "./pages.ts";

export function createInvalidation(call: CloudFrontCall) {
  call.authorize("cloudfront:CreateInvalidation", "distribution");
  const [callerReference = ""] = textsOf(call.body, "CallerReference");
  const paths = textsOf(call.body, "Path");
  const made = call.cloudfront.invalidations(call.id).create({ callerReference, paths });
  const location = `https://cloudfront.amazonaws.com/2020-05-31/distribution/${call.id}/invalidation/${made.id}`;
  return { ...xml("Invalidation", describe(made), { location }), status: 201 };
}

export function getInvalidation(call: CloudFrontCall) {
  call.authorize("cloudfront:GetInvalidation", "distribution");
  const [distributionId = "", id = ""] = call.ids;
  return xml("Invalidation", describe(call.cloudfront.invalidations(distributionId).get(id)));
}

export function listInvalidations(call: CloudFrontCall) {
  call.authorize("cloudfront:ListInvalidations", "distribution");
  const items = call.cloudfront.invalidations(call.id).list();
  return xml(
    "InvalidationList",
    pageOf(call.query, {
      ...{ items, idOf: ({ id }) => id, name: "InvalidationSummary", describe: summarize },
    }),
  );
}

const summarize = ({ id, createTime }: Invalidation) => ({
  Id: id,
  CreateTime: createTime,
  Status: "Completed",
});

const describe = (invalidation: Invalidation) => ({
  ...summarize(invalidation),
  InvalidationBatch: {
    Paths: quantified("Path", invalidation.paths),
    CallerReference: invalidation.callerReference,
  },
});
