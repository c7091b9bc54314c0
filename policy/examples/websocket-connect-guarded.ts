// Every page of the world may connect.
import { socket } from "./base/socket.ts";

socket("websocket-connect-guarded", { handler: { environment: { variables: { TABLE_NAME: "chat" } } } });
