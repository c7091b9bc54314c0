// Wants an authorizer, and says not which.
import { socket } from "./base/socket.ts";

socket("websocket-route-authorizer-missing", {
  routes: { $connect: { authorizationType: "CUSTOM" }, $disconnect: {}, $default: {} },
});
