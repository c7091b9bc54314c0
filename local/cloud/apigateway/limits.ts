// The quotas of a WebSocket API: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html

const KILOBYTE = 1024;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface Limits {
  /** Longest frame a client may send, in bytes of payload on the wire. */
  frameBytes: number;
  /** Longest message in either direction, in bytes. */
  messageBytes: number;
  /** Time without a message in either direction after which a connection is closed, in ms. */
  idleMs: number;
  /** Longest life of a connection, in ms. */
  connectionMs: number;
  /** How much may wait for a client that does not read before posts to it are refused, in bytes. */
  sendBufferBytes: number;
}

export const AWS_LIMITS: Limits = {
  frameBytes: 32 * KILOBYTE,
  messageBytes: 128 * KILOBYTE,
  idleMs: 10 * MINUTE_MS,
  connectionMs: 2 * HOUR_MS,
  // AWS says that there is such a limit but not which; this is eight messages of full size.
  sendBufferBytes: 8 * 128 * KILOBYTE,
};
