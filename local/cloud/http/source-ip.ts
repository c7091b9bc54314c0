// Who a request comes from, as AWS writes it.
import type { IncomingMessage } from "node:http";

/** An IPv4 client of a socket that takes both kinds shows as `::ffff:a.b.c.d`. */
export const sourceIpOf = ({ socket }: Pick<IncomingMessage, "socket">) =>
  (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
