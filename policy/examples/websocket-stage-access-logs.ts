// Nobody will know who was turned away.
import { socket } from "./base/socket.ts";

socket("websocket-stage-access-logs", { stage: { accessLogSettings: undefined } });
