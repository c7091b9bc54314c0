// A log level alone: the provider sends zeros for both throttles, and every message gets 429.
import { socket } from "./base/socket.ts";

socket("websocket-stage-throttles", { stage: { defaultRouteSettings: { loggingLevel: "ERROR" } } });
