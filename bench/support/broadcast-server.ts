// The least that a chat can cost: one process that passes every message on to all the others, without functions,
// tables or access control. Tells its parent the port it listens on.
import { WebSocket, WebSocketServer } from "ws";

interface SendFrame {
  message: unknown;
}

const server = new WebSocketServer({ port: 0, host: "localhost" }, () => {
  const address = server.address();
  process.send?.(typeof address === "object" && address !== null ? address.port : undefined);
});

server.on("connection", (sender) => {
  sender.on("message", (data) => {
    const { message } = JSON.parse(data.toString()) as SendFrame;
    const frame = JSON.stringify({ type: "message", at: Date.now(), message });
    for (const client of server.clients) {
      if (client !== sender && client.readyState === WebSocket.OPEN) client.send(frame);
    }
  });
});

process.on("disconnect", () => process.exit());
