// The chat: a WebSocket API, and the site that talks to it.
import * as pulumi from "@pulumi/pulumi";
import { ApiGatewayLogging } from "./components/api-gateway-logging.ts";
import { ServerlessSocketMonitoring } from "./components/monitoring/serverless-socket-monitoring.ts";
import { ServerlessSocket } from "./components/serverless-socket/serverless-socket.ts";
import { StaticSite } from "./components/static-site/static-site.ts";
import { readConfig } from "./config.ts";

const config = readConfig();
const tags = { project: pulumi.getProject(), stack: pulumi.getStack() };

// Each needs the other's address: the socket lets the site's pages in, the site's pages may connect to the socket.
const [siteOrigin, resolveSiteOrigin] = pulumi.deferredOutput<string>();

const logging = config.accountLogging ? new ApiGatewayLogging("chat-logging", { tags }) : undefined;

const socket = new ServerlessSocket(
  "chat",
  {
    routes: {
      $connect: { handler: "handlers/connect.ts", table: ["PutItem"] },
      $disconnect: { handler: "handlers/disconnect.ts", table: ["GetItem", "DeleteItem"] },
      $default: { handler: "handlers/default.ts", reply: true },
      send: {
        handler: "handlers/send.ts",
        reply: true,
        memory: 512,
        table: ["GetItem", "Query", "DeleteItem"],
        connections: ["POST"],
      },
      sync: { handler: "handlers/sync.ts", reply: true, table: ["GetItem"] },
    },
    allowedOrigins: [siteOrigin, ...config.allowedOrigins],
    ...config.socket,
    tags,
  },
  { dependsOn: logging },
);

const site = new StaticSite("site", {
  folder: "frontend/dist",
  config: { socketUrl: socket.url },
  connectOrigins: [socket.origin],
  ...config.site,
  tags,
});
resolveSiteOrigin(site.url);

if (config.alarms) new ServerlessSocketMonitoring("chat", { socket, ...config.alarms, tags });

export const siteUrl = site.url;
export const socketUrl = socket.url;
export const callbackUrl = socket.callbackUrl;
export const tableName = socket.table.name;
