// Two sockets for clients that have an API key: in a header, or as an authorizer knows it.
import { ServerlessSocket } from "../../../components/serverless-socket/serverless-socket.ts";

const routes = {
  $connect: "handlers/connect.ts",
  $default: { handler: "handlers/which-key.ts", reply: true },
};

const partners = new ServerlessSocket("partners", {
  routes,
  apiKeys: { names: ["first", "second"] },
});

const members = new ServerlessSocket("members", {
  routes,
  apiKeys: { names: ["members"], from: "authorizer" },
  authorizer: {
    handler: "handlers/authorize.ts",
    identitySources: ["route.request.querystring.key"],
  },
});

export const partnersUrl = partners.url;
export const membersUrl = members.url;
export const keys = { ...partners.apiKeys, ...members.apiKeys };
