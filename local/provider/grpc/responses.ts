// Answers of the provider as messages.
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import type { Props } from "../../engine/values.ts";
import { encode } from "../../engine/wire.ts";
import type { CheckFailure, DiffResult } from "../provider.ts";
import { detailedDiff } from "./detailed-diff.ts";

export function toCheckResponse({ inputs, failures }: { inputs: Props; failures: CheckFailure[] }) {
  const response = new provider.CheckResponse();
  response.setInputs(encode(inputs));
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new provider.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

export function toDiffResponse(
  { changes, replaces, deleteBeforeReplace }: DiffResult,
  oldInputs: Props,
  newInputs: Props,
) {
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  const response = new provider.DiffResponse();
  response.setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList(changes);
  response.setReplacesList(replaces);
  response.setDeletebeforereplace(deleteBeforeReplace);
  for (const [path, diff] of detailedDiff(oldInputs, newInputs, replaces)) {
    response.getDetaileddiffMap().set(path, diff);
  }
  response.setHasdetaileddiff(true);
  return response;
}
