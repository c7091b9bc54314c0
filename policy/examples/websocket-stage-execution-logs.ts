// What fails before a function is called is written nowhere.
import { socket } from "./base/socket.ts";

socket("websocket-stage-execution-logs", {
  stage: { defaultRouteSettings: { throttlingBurstLimit: 20, throttlingRateLimit: 10 } },
});
