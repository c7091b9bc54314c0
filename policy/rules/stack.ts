// How rules find their way through the resources of a whole stack.
import { type PolicyResource, UnknownValueError } from "@pulumi/policy";
import { API } from "./types.ts";

/** The resources of one type, by its token. */
export const allOf = (resources: PolicyResource[], type: string) =>
  resources.filter((resource) => resource.type === type);

/** Those of `type` whose argument `property` comes from `owner`; known in a preview too, when the value is not. */
export const referringTo = (
  resources: PolicyResource[],
  type: string,
  property: string,
  owner: PolicyResource,
) =>
  allOf(resources, type).filter(({ propertyDependencies }) =>
    propertyDependencies[property]?.some(({ urn }) => urn === owner.urn),
  );

/** Those of `type` that the argument `property` of `resource` comes from. */
export const referredBy = (resource: PolicyResource, property: string, type: string) =>
  allOf(resource.propertyDependencies[property] ?? [], type);

/** Whether `resource` is of an HTTP API. One whose API is not in the stack is taken for a WebSocket API's. */
export const isOfHttpApi = (resource: PolicyResource) =>
  referredBy(resource, "apiId", API).some(({ props }) => props.protocolType !== "WEBSOCKET");

/**
 * Judges every one of `items`: what a preview does not know yet of one leaves the others judged.
 *
 * @throws {UnknownValueError} the first, when all are judged, for Pulumi to tell of
 */
export function judgeEach<Item>(items: Iterable<Item>, judge: (item: Item) => void) {
  const unknown: UnknownValueError[] = [];
  for (const item of items) {
    try {
      judge(item);
    } catch (error) {
      if (!(error instanceof UnknownValueError)) throw error;
      unknown.push(error);
    }
  }
  if (unknown[0]) throw unknown[0];
}
