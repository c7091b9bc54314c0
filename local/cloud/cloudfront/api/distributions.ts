// Distributions, over the wire.
import { digest } from "../../digest.ts";
import type { CloudFront } from "../cloudfront.ts";
import { quantified, xml } from "./answers.ts";
import type { CloudFrontCall } from "./cloudfront-call.ts";
import { describeConfig, describeWholeConfig } from "./distribution-config.ts";
import { pageOf } from "./pages.ts";

type Distribution = ReturnType<CloudFront["getDistribution"]>;

export function listDistributions(call: CloudFrontCall) {
  call.authorizeAll("cloudfront:ListDistributions");
  const items = call.cloudfront.listDistributions();
  const describe = (distribution: Distribution) => ({
    ...describeIdentity(distribution),
    ...describeConfig(distribution.config),
    ETag: digest(distribution.config),
  });
  return xml(
    "DistributionList",
    pageOf(call.query, { items, idOf: ({ id }) => id, name: "DistributionSummary", describe }),
  );
}

export function getDistribution(call: CloudFrontCall) {
  call.authorize("cloudfront:GetDistribution", "distribution");
  const distribution = call.cloudfront.getDistribution(call.id);
  return xml(
    "Distribution",
    {
      ...describeIdentity(distribution),
      InProgressInvalidationBatches: 0,
      ActiveTrustedSigners: { Enabled: false, ...quantified("Signer") },
      ActiveTrustedKeyGroups: { Enabled: false, ...quantified("KeyGroup") },
      DistributionConfig: describeWholeConfig(distribution.config, distribution.id),
    },
    { etag: digest(distribution.config) },
  );
}

export function getDistributionConfig(call: CloudFrontCall) {
  call.authorize("cloudfront:GetDistributionConfig", "distribution");
  const { id, config } = call.cloudfront.getDistribution(call.id);
  return xml("DistributionConfig", describeWholeConfig(config, id), { etag: digest(config) });
}

const describeIdentity = ({ id, arn, status, lastModified, domainName }: Distribution) => ({
  Id: id,
  ARN: arn,
  Status: status,
  LastModifiedTime: lastModified,
  DomainName: domainName,
});
