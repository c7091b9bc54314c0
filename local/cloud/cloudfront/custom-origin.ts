// An origin that is an API of this cloud: asked over TLS, for an answer or for a socket.
import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import type { Origin } from "./config.ts";
import type { OriginRequest } from "./origin-request.ts";
import type { Answer } from "./respond.ts";

/** An origin that changed to WebSocket frames: its 101, and the socket they pass through. */
export interface Upgraded {
  handshake: IncomingMessage;
  socket: Socket;
  /** What came at once with the 101. */
  head: Buffer;
}

type Asking = Pick<CloudContext, "certificate" | "clock">;

/** Seconds. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html */
const READ_TIMEOUT = 30;

const OF_THE_HOP = new Set(["connection", "content-length", "keep-alive", "transfer-encoding"]);

/**
 * @param viewer whose body goes along, and who may go before there is an answer
 * @throws AwsError 502 when the origin does not answer, 504 when it does not in time
 */
export function askOrigin(
  origin: Origin,
  asked: OriginRequest,
  viewer: IncomingMessage,
  { certificate, clock }: Asking,
): Promise<Answer | Upgraded> {
  if (asked.headers.host !== origin.domainName) return Promise.resolve(unknownHost());
  const { originReadTimeout = READ_TIMEOUT } = origin.customOriginConfig ?? {};
  const { hostname, port } = new URL(`https://${origin.domainName}`);
  const { promise, resolve, reject } = Promise.withResolvers<Answer | Upgraded>();
  const outgoing = httpsRequest({ hostname, port, ca: certificate.ca, agent: false, ...asked });
  const late = () => outgoing.destroy(gatewayTimeout(origin, originReadTimeout));
  const timer = clock.after(originReadTimeout * 1000, late);
  const abandon = () => outgoing.destroy();
  viewer.socket.once("close", abandon);
  outgoing.once("error", (error) => reject(error instanceof AwsError ? error : badGateway(origin, error)));
  outgoing.once("upgrade", (handshake, socket, head) => resolve({ handshake, socket, head }));
  outgoing.once("response", (response) => {
    toAnswer(response).then(resolve, (error: Error) => reject(badGateway(origin, error)));
  });
  if (asked.headers.upgrade) outgoing.end();
  else viewer.pipe(outgoing);
  return promise.finally(() => {
    timer.cancel();
    viewer.socket.off("close", abandon);
  });
}

async function toAnswer(response: IncomingMessage): Promise<Answer> {
  const kept = Object.entries(response.headersDistinct).filter(([name]) => !OF_THE_HOP.has(name));
  const headers = Object.fromEntries(kept.map(([name, values = []]) => [name, values.join(", ")]));
  return { status: response.statusCode ?? 0, headers, body: await buffer(response) };
}

/** API Gateway knows its APIs by their own hosts: the viewer's is none of them. */
const unknownHost = (): Answer => ({
  status: 403,
  headers: { "content-type": "application/json", "x-amzn-errortype": "ForbiddenException" },
  body: Buffer.from(JSON.stringify({ message: "Forbidden" })),
});

const badGateway = ({ originId }: Origin, cause: Error) =>
  new AwsError("BadGateway", `the origin ${originId} does not answer: ${cause.message}`, 502);

const gatewayTimeout = ({ originId }: Origin, seconds: number) =>
  new AwsError("GatewayTimeout", `the origin ${originId} did not answer within ${seconds} seconds`, 504);
