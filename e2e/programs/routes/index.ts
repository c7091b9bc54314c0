// A socket with a route of each kind: a function that is sent only what it understands, a mock, an HTTP backend. Nobody
// speaks of its access log, which it has since the account may write it.
import { ApiGatewayLogging } from "../../../components/api-gateway-logging.ts";
import { ServerlessSocket } from "../../../components/serverless-socket/serverless-socket.ts";
import { greeting } from "./greeting.ts";

const socket = new ServerlessSocket(
  "kinds",
  {
    routeSelectionExpression: "$request.body.kind",
    stageVariables: { salutation: "Hello" },
    routes: {
      greet: { handler: "handlers/greet.ts", reply: true, model: greeting },
      ping: { mock: { type: "pong", you: "$context.connectionId" }, reply: true },
      forward: { http: process.env.BACKEND ?? "", reply: true, integrationTimeout: 5 },
    },
  },
  { dependsOn: new ApiGatewayLogging("logging") },
);

export const socketUrl = socket.url;
