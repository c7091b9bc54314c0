// Works on when nobody waits any more.
import { socket } from "./base/socket.ts";

socket("lambda-timeout-within-gateway", {
  handler: { timeout: 60, environment: { variables: { ALLOWED_ORIGINS: "https://chat.example.com" } } },
});
