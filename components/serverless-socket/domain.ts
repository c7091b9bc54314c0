// A domain of one's own for the stage: certificate, name, records, mapping.
import * as aws from "@pulumi/aws";
import { certificateFor, createAliasRecords } from "../own-domain.ts";
import { transform } from "../transform.ts";
import type { SocketApi } from "./api.ts";
import type { Domain } from "./domain-args.ts";
import type { Scope } from "./scope.ts";

/** The domain's name at API Gateway, or undefined where there shall be none. */
export function createDomain(scope: Scope, api: SocketApi, stage: aws.apigatewayv2.Stage) {
  const { domain } = scope.args;
  if (!domain) return undefined;
  const domainName = createDomainName(scope, domain);
  createRecords(scope, domain, domainName);
  createMapping(scope, domain, domainName, api, stage);
  return domainName;
}

function createDomainName({ name, args, parent }: Scope, domain: Domain) {
  const { tags, ipAddressType, transform: transforms = {} } = args;
  return new aws.apigatewayv2.DomainName(
    ...transform(
      transforms.domainName,
      name,
      {
        domainName: domain.name,
        // WebSocket APIs take no other kind of endpoint and no other policy.
        domainNameConfiguration: {
          certificateArn: certificateFor(domain, { name, tags, transforms, parent }),
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

function createRecords(
  { name, args, parent }: Scope,
  domain: Domain,
  { domainNameConfiguration: { targetDomainName, hostedZoneId } }: aws.apigatewayv2.DomainName,
) {
  const target = { domainName: targetDomainName, hostedZoneId };
  const { ipAddressType, transform: transforms } = args;
  const types: ("A" | "AAAA")[] = ipAddressType === "dualstack" ? ["A", "AAAA"] : ["A"];
  createAliasRecords({ name, domain, target, types, transforms, parent });
}

function createMapping(
  { name, args, parent }: Scope,
  { mappingKey }: Domain,
  domainName: aws.apigatewayv2.DomainName,
  api: SocketApi,
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
