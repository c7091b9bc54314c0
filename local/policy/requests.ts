// Resources as a policy pack is shown them. https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Resource } from "../engine/state.ts";
import { toPlain } from "../engine/secrets.ts";
import { Archive, Asset, isRecord, type Props, type PropValue } from "../engine/values.ts";
import { encode } from "../engine/wire.ts";

/** One by itself: its inputs after the provider's check. */
export function toAnalyzeRequest({ type, name, urn, inputs, options, parent }: Resource) {
  const request = new analyzer.AnalyzeRequest();
  request.setType(type);
  request.setName(name);
  request.setUrn(urn);
  request.setProperties(show(inputs));
  request.setOptions(toOptions(options, parent));
  return request;
}

/** All of them: their outputs, and what came from which. */
export function toStackRequest(resources: Resource[]) {
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(resources.map(toResource));
  return request;
}

function toResource(resource: Resource) {
  const { type, name, urn, outputs, options, parent, dependencies, propertyDependencies } = resource;
  const shown = new analyzer.AnalyzerResource();
  shown.setType(type);
  shown.setName(name);
  shown.setUrn(urn);
  shown.setProperties(show(outputs));
  shown.setOptions(toOptions(options, parent));
  shown.setParent(parent ?? "");
  shown.setDependenciesList(dependencies);
  for (const [property, urns] of Object.entries(propertyDependencies)) {
    const from = new analyzer.AnalyzerPropertyDependencies();
    from.setUrnsList(urns);
    shown.getPropertydependenciesMap().set(property, from);
  }
  return shown;
}

/** Secrets open, as the SDK opens them for every rule that is not a remediation. */
function show(props: Props) {
  return encode(mapProps(toPlain(props), hashed));
}

/** Code by its hash: the SDK copies a resource for each rule, and the bundles of functions would take it seconds. */
function hashed(value: PropValue): PropValue {
  if (value instanceof Asset) return new Asset("text", value.hash, value.hash);
  if (value instanceof Archive && value.kind === "assets") {
    const parts = Object.entries(value.assets).map(([name, part]) => [name, hashed(part)]);
    return new Archive("assets", Object.fromEntries(parts), value.hash);
  }
  if (Array.isArray(value)) return value.map(hashed);
  return isRecord(value) ? mapProps(value, hashed) : value;
}

const mapProps = (props: Props, map: (value: PropValue) => PropValue): Props =>
  Object.fromEntries(Object.entries(props).map(([key, value]) => [key, map(value)]));

function toOptions(options: Resource["options"], parent: string | undefined) {
  const shown = new analyzer.AnalyzerResourceOptions();
  shown.setProtect(options.protect);
  shown.setIgnorechangesList(options.ignoreChanges);
  shown.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
  shown.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
  shown.setAdditionalsecretoutputsList(options.additionalSecretOutputs);
  shown.setParent(parent ?? "");
  return shown;
}
