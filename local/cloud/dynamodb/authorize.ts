// Asks permission for a call of a program, for each table and index that it touches.
import type { AuthenticatedRequest } from "../front-door/service.ts";
import { conditionKeys } from "./condition-keys.ts";
import { needsOf } from "./permissions.ts";
import type { Fields } from "./request-fields.ts";
import type { Shim } from "./shim.ts";

/** @throws AwsError AccessDeniedException for the first that is not allowed */
export async function authorize(
  { context, partitionKeys }: Shim,
  request: Pick<AuthenticatedRequest, "authorize">,
  operation: string,
  input: Fields,
) {
  for (const need of needsOf(context, operation, input)) {
    const key = need.inputs?.length ? partitionKeys.of(need.resource) : undefined;
    // A call whose table is known goes on at once, so that calls keep their order.
    const partitionKey = key instanceof Promise ? await key : key;
    const { action, resource } = need;
    request.authorize({ action, resource, context: () => conditionKeys(need, partitionKey) });
  }
}
