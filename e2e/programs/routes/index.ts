// A socket with a route of each kind: a function that is sent only what it understands, a mock, an HTTP backend.
import { ServerlessSocket } from "../../../components/serverless-socket/serverless-socket.ts";
import { greeting } from "./greeting.ts";

const socket = new ServerlessSocket("kinds", {
  routeSelectionExpression: "$request.body.kind",
  stageVariables: { salutation: "Hello" },
  routes: {
    greet: { handler: "handlers/greet.ts", reply: true, model: greeting },
    ping: { mock: { type: "pong", you: "$context.connectionId" }, reply: true },
    forward: { http: process.env.BACKEND ?? "", reply: true, integrationTimeout: 5 },
  },
});

export const socketUrl = socket.url;
