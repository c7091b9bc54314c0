// Two sites with a socket under their own origin: one at CloudFront's address, one at a name.
import * as pulumi from "@pulumi/pulumi";
import { ServerlessSocket } from "../../../components/serverless-socket/serverless-socket.ts";
import { StaticSite } from "../../../components/static-site/static-site.ts";

const [siteOrigin, resolveSiteOrigin] = pulumi.deferredOutput<string>();

const socket = new ServerlessSocket("echo", {
  routes: { $connect: "handlers/connect.ts", $default: { handler: "handlers/echo.ts", reply: true } },
  stageName: "v1",
  allowedOrigins: [siteOrigin, "http://chat.example.com"],
});

const site = new StaticSite("site", { folder: "pages", socket, https: false });
resolveSiteOrigin(site.url);

const named = new StaticSite("named", {
  folder: "pages",
  socket,
  https: false,
  domain: { name: "chat.example.com", zoneId: "Z0123456789ABCDEFGHIJ" },
});

export const siteUrl = site.url;
export const siteSocketUrl = site.socketUrl;
export const namedUrl = named.url;
export const namedSocketUrl = named.socketUrl;
export const apiHost = socket.api.apiEndpoint.apply((endpoint) => new URL(endpoint).host);
