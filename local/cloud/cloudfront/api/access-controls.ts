// Origin access controls, over the wire.
import { digest } from "../../digest.ts";
import type { XmlFields } from "../../query/xml.ts";
import type { CloudFront } from "../cloudfront.ts";
import type { OriginAccessControlConfig } from "../config.ts";
import { xml } from "./answers.ts";
import type { CloudFrontCall } from "./cloudfront-call.ts";
import { pageOf } from "./pages.ts";

type AccessControl = ReturnType<CloudFront["accessControls"]["get"]>;

export function listOriginAccessControls(call: CloudFrontCall) {
  call.authorizeAll("cloudfront:ListOriginAccessControls");
  const items = call.cloudfront.accessControls.list();
  const describeItem = ({ id, config }: AccessControl) => ({ Id: id, ...describe(config) });
  return xml(
    "OriginAccessControlList",
    pageOf(call.query, {
      ...{ items, idOf: ({ id }) => id, name: "OriginAccessControlSummary", describe: describeItem },
    }),
  );
}

export function getOriginAccessControl(call: CloudFrontCall) {
  call.authorize("cloudfront:GetOriginAccessControl", "origin-access-control");
  const { id, config } = call.cloudfront.accessControls.get(call.id);
  return xml(
    "OriginAccessControl",
    { Id: id, OriginAccessControlConfig: describe(config) },
    { etag: digest(config) },
  );
}

const describe = (config: OriginAccessControlConfig): XmlFields => ({
  Description: config.description ?? "",
  Name: config.name,
  SigningProtocol: config.signingProtocol,
  SigningBehavior: config.signingBehavior,
  OriginAccessControlOriginType: config.originAccessControlOriginType,
});
