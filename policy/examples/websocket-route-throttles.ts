// The same trap in the settings of one route.
import { socket } from "./base/socket.ts";

socket("websocket-route-throttles", {
  stage: { routeSettings: [{ routeKey: "$default", throttlingBurstLimit: 5 }] },
});
