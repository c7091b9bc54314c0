// Writes tokens into the log.
import { socket } from "./base/socket.ts";

socket("websocket-access-log-format", {
  stage: {
    accessLogSettings: {
      destinationArn: "arn:aws:logs:::log-group:a",
      format: "$context.requestId $context.path",
    },
  },
});
