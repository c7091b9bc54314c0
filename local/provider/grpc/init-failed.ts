// A resource that is there but not as it should be, told so that Pulumi keeps it and mends it on the next `up`.
import { Metadata, status } from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import rpc from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import { encode } from "../../engine/wire.ts";
import type { InitFailedError } from "../errors.ts";

/** Under which gRPC carries a `google.rpc.Status` beside its own code and message. */
const DETAILS_KEY = "grpc-status-details-bin";

/** The gRPC error with Pulumi's `ErrorResourceInitFailed` in its details. */
export function toInitFailed({ id, inputs, outputs, message }: InitFailedError) {
  const failed = new provider.ErrorResourceInitFailed();
  failed.setId(id);
  failed.setInputs(encode(inputs));
  failed.setProperties(encode(outputs));
  failed.setReasonsList([message]);
  const detail = new any.Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const answer = new rpc.Status();
  answer.setCode(status.UNKNOWN);
  answer.setMessage(message);
  answer.addDetails(detail);
  const metadata = new Metadata();
  metadata.add(DETAILS_KEY, Buffer.from(answer.serializeBinary()));
  return Object.assign(new Error(message), { code: status.UNKNOWN, details: message, metadata });
}
