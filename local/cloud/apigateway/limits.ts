// The quotas of WebSocket APIs: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html

const KILOBYTE = 1024;
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

export interface Limits {
  /** Longest frame a client may send, in bytes of payload on the wire. */
  frameBytes: number;
  /** Longest message in either direction, in bytes. */
  messageBytes: number;
  /** Longest URL of a handshake, in characters. */
  urlCharacters: number;
  /** Longest result of an authorizer, in bytes. */
  authorizerResultBytes: number;
  /** Time without a message in either direction after which a connection is closed, in ms. */
  idleMs: number;
  /** Longest life of a connection, in ms. */
  connectionMs: number;
  /** How much may wait for a client that does not read before posts to it are refused, in bytes. */
  sendBufferBytes: number;
  /** Connects, messages and callback calls of the whole account, per second and at once. */
  requestsPerSecond: number;
  requestBurst: number;
  /** New connections of the whole account, per second. */
  connectsPerSecond: number;
}

export const AWS_LIMITS: Limits = {
  frameBytes: 32 * KILOBYTE,
  messageBytes: 128 * KILOBYTE,
  urlCharacters: 4_096,
  authorizerResultBytes: 8 * KILOBYTE,
  idleMs: 10 * MINUTE_MS,
  connectionMs: 2 * HOUR_MS,
  // AWS says that there is such a limit but not which; this is eight messages of full size.
  sendBufferBytes: 8 * 128 * KILOBYTE,
  requestsPerSecond: 10_000,
  requestBurst: 5_000,
  connectsPerSecond: 500,
};

/** AWS's own, but for what a person would have to wait for: both closes are seen within a minute. */
const FAST_LIMITS: Limits = { ...AWS_LIMITS, idleMs: 10 * SECOND_MS, connectionMs: MINUTE_MS };

/** By the names that `--limits` takes. */
export const LIMITS = { aws: AWS_LIMITS, fast: FAST_LIMITS };

export type LimitsName = keyof typeof LIMITS;
