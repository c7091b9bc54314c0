// The expression of HTTP APIs, which is the provider's default.
import { socket } from "./base/socket.ts";

socket("websocket-route-selection", { api: { routeSelectionExpression: "$request.method $request.path" } });
