// Asks for a signature where the gateway never asks.
import { socket } from "./base/socket.ts";

socket("websocket-route-authorizer", {
  routes: { $connect: {}, $disconnect: {}, $default: { authorizationType: "AWS_IAM" } },
});
