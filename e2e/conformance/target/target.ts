// What is under test, as the rows see it: a deployed probe, wherever it runs.
import * as v from "valibot";

const byName = v.record(v.string(), v.string());

const Outputs = v.object({
  tableName: v.string(),
  /** Of the function that serves every stage. */
  functionName: v.string(),
  /** The URL of each stage by the name the probe gives it; `ws:` or `wss:`. */
  urls: byName,
  /** `arn:aws:execute-api:{region}:{account}:{api}/{stage}` of each stage. */
  executionArns: byName,
});

/** What the probe program exports. */
export type ProbeOutputs = v.InferOutput<typeof Outputs>;

/** @throws ValiError naming the output that is not there */
export const readOutputs = (outputs: unknown): ProbeOutputs => v.parse(Outputs, outputs);

export interface Target {
  name: "local" | "aws";
  outputs: ProbeOutputs;
  region: string;
  /** Of someone who may do everything in the account; the SDK's own chain when not given. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  /** Where DynamoDB answers; the region's own endpoint when not given. */
  dynamodbEndpoint?: string;
  /** Resolves when a record may have been added since the call. */
  changed(): Promise<unknown>;
  /** Lets `ms` pass for the gateway. On AWS that takes as long as it says. */
  pass(ms: number): Promise<void>;
  /** Whether hours can pass; the rows about hours are left out where they cannot. */
  hoursPass: boolean;
  /** How far the gateway's clock is ahead of this machine's, in ms: what signatures have to allow for. */
  clockOffset(): number;
  stop(): Promise<void>;
}
