// Writes what people say into the log.
import { socket } from "./base/socket.ts";

socket("websocket-stage-no-data-trace", {
  stage: {
    defaultRouteSettings: {
      loggingLevel: "INFO",
      dataTraceEnabled: true,
      throttlingBurstLimit: 20,
      throttlingRateLimit: 10,
    },
  },
});
