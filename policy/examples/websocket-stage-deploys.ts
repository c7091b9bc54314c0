// A stage that never gets a deployment.
import { socket } from "./base/socket.ts";

socket("websocket-stage-deploys", { stage: { autoDeploy: false } });
