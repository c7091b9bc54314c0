// A domain of one's own for the stage: certificate, name, records, mapping.
import * as aws from "@pulumi/aws";
import { issueCertificate } from "../certificate.ts";
import { transform } from "../transform.ts";
import type { Domain } from "./domain-args.ts";
import type { Scope } from "./scope.ts";

/** The domain's name at API Gateway, or undefined where there shall be none. */
export function createDomain(scope: Scope, api: aws.apigatewayv2.Api, stage: aws.apigatewayv2.Stage) {
  const { domain } = scope.args;
  if (!domain) return undefined;
  const domainName = createDomainName(scope, domain);
  createRecords(scope, domain, domainName);
  createMapping(scope, domain, domainName, api, stage);
  return domainName;
}

function createDomainName(scope: Scope, domain: Domain) {
  const { name, args, parent } = scope;
  const { tags, ipAddressType, transform: transforms = {} } = args;
  return new aws.apigatewayv2.DomainName(
    ...transform(
      transforms.domainName,
      name,
      {
        domainName: domain.name,
        // WebSocket APIs take no other kind of endpoint and no other policy.
        domainNameConfiguration: {
          certificateArn: certificateFor(scope, domain),
          ipAddressType,
          endpointType: "REGIONAL",
          securityPolicy: "TLS_1_2",
        },
        tags,
      },
      { parent },
    ),
  );
}

function certificateFor({ name, args, parent }: Scope, domain: Domain) {
  if (domain.zoneId === undefined) return domain.certificateArn;
  const { tags, transform: transforms = {} } = args;
  const place = { domainName: domain.name, zoneId: domain.zoneId };
  return domain.certificateArn ?? issueCertificate({ name, ...place, tags, transforms, parent });
}

function createRecords(
  { name, args, parent }: Scope,
  { name: domain, zoneId }: Domain,
  { domainNameConfiguration }: aws.apigatewayv2.DomainName,
) {
  if (zoneId === undefined) return;
  const { targetDomainName, hostedZoneId } = domainNameConfiguration;
  const alias = { name: targetDomainName, zoneId: hostedZoneId, evaluateTargetHealth: false };
  for (const type of args.ipAddressType === "dualstack" ? ["A", "AAAA"] : ["A"]) {
    new aws.route53.Record(
      ...transform(
        args.transform?.record,
        `${name}-${type.toLowerCase()}`,
        { zoneId, name: domain, type, aliases: [alias] },
        { parent },
      ),
    );
  }
}

function createMapping(
  { name, args, parent }: Scope,
  { mappingKey }: Domain,
  domainName: aws.apigatewayv2.DomainName,
  api: aws.apigatewayv2.Api,
  stage: aws.apigatewayv2.Stage,
) {
  return new aws.apigatewayv2.ApiMapping(
    ...transform(
      args.transform?.apiMapping,
      name,
      { apiId: api.id, domainName: domainName.id, stage: stage.id, apiMappingKey: mappingKey },
      { parent },
    ),
  );
}
