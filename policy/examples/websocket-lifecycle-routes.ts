// Nobody is told that a client has gone.
import { socket } from "./base/socket.ts";

socket("websocket-lifecycle-routes", { routes: { $connect: {}, $default: {} } });
