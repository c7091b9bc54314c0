// WebSockets through a distribution: the origin's 101 goes to the viewer, and bytes go both ways until one side ends.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-working-with.websockets.html
import { ServerResponse, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Clock } from "../clock.ts";
import { idleTimer } from "../idle-timer.ts";
import type { Upgraded } from "./custom-origin.ts";

/**
 * For how long an origin may send nothing, whatever the viewer sends: ten minutes, fixed.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
 */
const IDLE_MS = 600_000;

/** Lets a request for a WebSocket be answered as any other; the connection ends with the answer. */
export function responseTo(request: IncomingMessage): ServerResponse {
  const { socket } = request;
  // Nobody else listens to a socket that is to be upgraded, and an error without a listener ends the process.
  socket.on("error", () => socket.destroy());
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once("finish", () => socket.end());
  return response;
}

/**
 * @param head what the viewer sent before it was answered
 * @param added headers of the distribution's own
 */
export function join(
  { response, head }: { response: ServerResponse; head: Buffer },
  origin: Upgraded,
  added: Record<string, string>,
  clock: Clock,
) {
  const viewer = response.socket;
  if (!viewer) return origin.socket.destroy();
  response.writeHead(101, [...origin.handshake.rawHeaders, ...Object.entries(added).flat()]).flushHeaders();
  viewer.unshift(head);
  origin.socket.unshift(origin.head);

  let lastActiveAt = clock.now();
  origin.socket.on("data", () => (lastActiveAt = clock.now()));
  const idle = idleTimer(
    clock,
    IDLE_MS,
    () => lastActiveAt,
    () => origin.socket.destroy(),
  );
  origin.socket.once("close", () => idle.cancel()).on("error", () => origin.socket.destroy());
  connect(viewer, origin.socket);
  connect(origin.socket, viewer);
}

/** An end goes on through the pipe, after all that came before it; a cut goes on as a cut. */
function connect(from: Socket, to: Socket) {
  from.pipe(to);
  from.once("close", () => from.readableEnded || to.destroy());
}
