// What stands behind the shim: something that speaks DynamoDB's JSON protocol.

export interface EngineResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export interface Engine {
  /** Name and version, as the start prints it. */
  readonly name: string;
  /** Who can do what this engine lacks. */
  readonly remedy: string;
  /** Options it would silently ignore. */
  readonly lacks: { oldItemOnFailedCondition: boolean; streams: boolean; indexUpdates: boolean };
  /** @param target API version and operation, as in the header `x-amz-target` */
  send(target: string, body: Buffer): Promise<EngineResponse>;
  stop(): Promise<void>;
}

export const API = "DynamoDB_20120810";

/** Engines demand a signature but do not check it. One key for all: DynamoDB Local keeps a database per key. */
export const ENGINE_HEADERS = {
  "content-type": "application/x-amz-json-1.0",
  "x-amz-date": "20260101T000000Z",
  authorization:
    "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
};

/** Nothing is missing, as far as we know: the engine says itself what it does not have. */
export const COMPLETE = { oldItemOnFailedCondition: false, streams: false, indexUpdates: false };
