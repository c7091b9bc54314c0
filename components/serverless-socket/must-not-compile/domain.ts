// Domains that the compiler refuses. `npm run types` fails as soon as one of them is let through.
import type { StaticSiteArgs } from "../../static-site/args.ts";
import type { ServerlessSocketArgs } from "../args.ts";

const routes = { $connect: "handlers/connect.ts" };
const name = "socket.example.com";
const zoneId = "Z1";

export const mistakes: ServerlessSocketArgs[] = [
  // @ts-expect-error A certificate needs a zone to be validated in, or has to be there.
  { routes, domain: { name } },
  // @ts-expect-error A domain has a name.
  { routes, domain: { zoneId } },
  // @ts-expect-error Several domains are several mappings, which are made beside the socket.
  { routes, domain: [{ name, zoneId }] },
  // @ts-expect-error That is how the endpoint is switched on and off in SAM.
  { routes, domain: { name, zoneId }, disableExecuteApiEndpoint: "true" },
  // @ts-expect-error API Gateway has no endpoints of IPv6 alone.
  { routes, domain: { name, zoneId }, ipAddressType: "ipv6" },
];

export const mistakesOfSites: StaticSiteArgs[] = [
  // @ts-expect-error A certificate needs a zone to be validated in, or has to be there.
  { folder: "dist", domain: { name } },
];
