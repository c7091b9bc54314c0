// CloudFront functions, over the wire. One that is published stands in both stages.
import { AwsError } from "../../errors.ts";
import type { ServiceResponse } from "../../front-door/service.ts";
import { digest } from "../../digest.ts";
import type { FunctionDescription } from "../cloudfront.ts";
import { xml } from "./answers.ts";
import type { CloudFrontCall } from "./cloudfront-call.ts";
import { pageOf } from "./pages.ts";

type Stage = "DEVELOPMENT" | "LIVE";

interface Staged extends FunctionDescription {
  stage: Stage;
}

export function listFunctions(call: CloudFrontCall) {
  call.authorizeAll("cloudfront:ListFunctions");
  const wanted = call.query.get("Stage");
  const items = call.cloudfront
    .listFunctions()
    .flatMap(inStages)
    .filter(({ stage }) => wanted === null || stage === wanted);
  const idOf = ({ input: { name }, stage }: Staged) => `${name}/${stage}`;
  return xml("FunctionList", pageOf(call.query, { items, idOf, name: "FunctionSummary", describe }));
}

export function describeFunction(call: CloudFrontCall) {
  const found = find(call, "cloudfront:DescribeFunction");
  return xml("FunctionSummary", describe(found), { etag: digest(found.input.code) });
}

export function getFunction(call: CloudFrontCall): ServiceResponse {
  const { code } = find(call, "cloudfront:GetFunction").input;
  const headers = { "content-type": "application/octet-stream", etag: digest(code) };
  return { status: 200, headers, body: Buffer.from(code) };
}

/** In the stage that is asked for. @throws AwsError NoSuchFunctionExists */
function find(call: CloudFrontCall, action: string): Staged {
  const arn = call.authorize(action, "function");
  const wanted = call.query.get("Stage") ?? "DEVELOPMENT";
  const found = inStages(call.cloudfront.getFunction(arn)).find(({ stage }) => stage === wanted);
  if (!found) throw new AwsError("NoSuchFunctionExists", `${arn} is not in the stage ${wanted}`, 404);
  return found;
}

const inStages = (found: FunctionDescription): Staged[] => [
  { ...found, stage: "DEVELOPMENT" },
  ...(found.input.publish === false ? [] : [{ ...found, stage: "LIVE" as const }]),
];

const describe = ({ arn, input, stage, created, lastModified }: Staged) => ({
  Name: input.name,
  Status: input.publish === false ? "UNPUBLISHED" : "UNASSOCIATED",
  FunctionConfig: { Comment: input.comment ?? "", Runtime: input.runtime },
  FunctionMetadata: {
    FunctionARN: arn,
    Stage: stage,
    CreatedTime: created,
    LastModifiedTime: lastModified,
  },
});
