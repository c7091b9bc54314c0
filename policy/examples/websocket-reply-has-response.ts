// What the handler returns is dropped.
import { socket } from "./base/socket.ts";

const routeResponseSelectionExpression = "$default";

socket("websocket-reply-has-response", {
  routes: { $connect: {}, $disconnect: {}, $default: { routeResponseSelectionExpression } },
});
