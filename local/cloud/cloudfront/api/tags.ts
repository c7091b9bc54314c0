// Tags of distributions and functions, over the wire.
import { AwsError } from "../../errors.ts";
import { XmlList } from "../../query/xml.ts";
import { xml } from "./answers.ts";
import type { CloudFrontCall } from "./cloudfront-call.ts";

export function listTagsForResource(call: CloudFrontCall) {
  const arn = call.query.get("Resource") ?? "";
  call.authorizeArn("cloudfront:ListTagsForResource", arn);
  const items = Object.entries(tagsOf(call, arn)).map(([Key, Value]) => ({ Key, Value }));
  return xml("Tags", { Items: new XmlList("Tag", items) });
}

/** @throws AwsError NoSuchResource */
function tagsOf({ cloudfront }: CloudFrontCall, arn: string): Record<string, string> {
  const distribution = cloudfront.listDistributions().find((found) => found.arn === arn);
  if (distribution) return distribution.config.tags ?? {};
  const viewerFunction = cloudfront.listFunctions().find((found) => found.arn === arn);
  if (viewerFunction) return viewerFunction.input.tags ?? {};
  throw new AwsError("NoSuchResource", `${arn} is no resource that has tags`, 404);
}
