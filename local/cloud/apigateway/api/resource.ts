// What all kinds of resources have in common: five operations, at the paths of the collection and of its items.
import type { ApiCall, Operation } from "./api-call.ts";
import { pageOf } from "./pages.ts";

export interface Resource {
  /** In order of creation, all of them. */
  list(call: ApiCall): object[];
  create: Operation;
  get: Operation;
  update: Operation;
  delete: Operation;
}

/** @param path of the collection, with `*` for the ids in it */
export const operationsOf = (path: string, resource: Resource): Record<string, Operation> => ({
  [`GET ${path}`]: (call) => pageOf(resource.list(call), call.query),
  [`POST ${path}`]: resource.create,
  [`GET ${path}/*`]: resource.get,
  [`PATCH ${path}/*`]: resource.update,
  [`DELETE ${path}/*`]: resource.delete,
});
